.DEFAULT_GOAL := help
.PHONY: help setup demo test check fix bench docs release

python := .venv/bin/python
pip := .venv/bin/pip install --quiet --disable-pip-version-check --no-input
running := .venv/.running
developing := .venv/.developing

help: ## list the commands
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | while IFS="$$(printf '\t')" read -r name what; do \
		printf 'make %-8s %s\n' "$$name" "$$what"; done

setup: $(developing) ## install everything that working on Vững Mạnh needs into .venv; leaves .venv/bin/vungmanh

demo: $(running) ## build the Yên Sơn demonstration in ./var and serve it on http://127.0.0.1:8000
	@.venv/bin/vungmanh demo

test: $(developing) ## run all tests that this machine can run, on SQLite and on PostgreSQL
	@tools/test

check: $(developing) ## run every check and show all that is wrong: format, lint, types, order of imports, translations …
	@$(python) -m tools.check

fix: $(developing) ## format, repair what the linter can repair, collect the translations
	@.venv/bin/ruff check --quiet --fix-only .
	@.venv/bin/ruff format --quiet .
	@$(python) -m tools.messages

bench: $(running) ## measure the product on this machine and print JSON
	@.venv/bin/vungmanh bench

docs: $(developing) ## write the generated pages of docs/ anew
	@$(python) -m tools.pages
	@$(python) -m vungmanh.rulebooks.pages --write docs/rulebooks

release: $(developing) ## check, test that the changelog tells of this version, and build wheel and sdist into dist/
	@$(python) -m tools.release

$(running): requirements.txt pyproject.toml
	@echo 'Installing what Vững Mạnh needs to run into .venv …'
	@test -x $(python) || python3 -m venv .venv
	@$(pip) --require-hashes -r requirements.txt
	@$(pip) --no-deps --no-build-isolation --editable .
	@touch $@

$(developing): requirements-dev.txt $(running)
	@echo 'Installing what working on it needs …'
	@$(pip) --require-hashes -r requirements-dev.txt
	@touch $@
