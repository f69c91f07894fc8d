"""Addresses of the pages."""

from allauth.account import views as account
from django.urls import URLPattern, URLResolver, include, path, register_converter
from django.views.i18n import set_language

from vungmanh.web.accounts import activation, delegations, inviting, logins, who
from vungmanh.web.accounts.sessions import end_session
from vungmanh.web.addresses import CodeInAddress, NumberInAddress, YearInAddress
from vungmanh.web.ballots.conducting import ballot, ballot_act, ballot_codes
from vungmanh.web.ballots.counting import ballot_count
from vungmanh.web.ballots.papers import ballot_minutes, ballot_sheets
from vungmanh.web.ballots.preparing import subject_ballots
from vungmanh.web.ballots.voting import code_vote, vote
from vungmanh.web.campaigns import meters, overview, running
from vungmanh.web.campaigns.cell import campaign_cell
from vungmanh.web.campaigns.cell_facts import cell_facts
from vungmanh.web.campaigns.changing_held import change_held
from vungmanh.web.campaigns.changing_opinions import change_opinion
from vungmanh.web.campaigns.closing import close
from vungmanh.web.campaigns.contests import contest_page, contest_result, contests
from vungmanh.web.campaigns.decisions import decisions
from vungmanh.web.campaigns.honours import honours
from vungmanh.web.campaigns.late import late
from vungmanh.web.campaigns.opening import open_page
from vungmanh.web.campaigns.paper import self_review_paper
from vungmanh.web.campaigns.proposals import proposals, why
from vungmanh.web.campaigns.rerating import re_rating
from vungmanh.web.campaigns.self_review import self_review, self_reviews
from vungmanh.web.campaigns.subject import enter_facts_page, give_opinion_page, hold_review_page, subject
from vungmanh.web.classification import views as classification
from vungmanh.web.exports import views as exports
from vungmanh.web.home.views import home
from vungmanh.web.imports import columns as import_columns
from vungmanh.web.imports import remembered
from vungmanh.web.imports import values as import_values
from vungmanh.web.imports import views as imports
from vungmanh.web.journal.views import action, journal
from vungmanh.web.lists import bulk
from vungmanh.web.lists import views as lists
from vungmanh.web.members import changes as member_changes
from vungmanh.web.members import requests as member_requests
from vungmanh.web.members import views as members
from vungmanh.web.members.guarded import guarded
from vungmanh.web.members.own_data import own_data, own_data_file
from vungmanh.web.organizations import changes
from vungmanh.web.organizations import views as organizations
from vungmanh.web.reports import statistics
from vungmanh.web.reports import views as reports
from vungmanh.web.rulebooks import views as rulebooks
from vungmanh.web.search import views as search
from vungmanh.web.session import views as session

register_converter(CodeInAddress, "code")
register_converter(YearInAddress, "year")
register_converter(NumberInAddress, "number")

signing_in: list[URLPattern | URLResolver] = [
    path("accounts/login/", account.login, name="account_login"),
    path("accounts/logout/", account.logout, name="account_logout"),
    path("accounts/inactive/", account.account_inactive, name="account_inactive"),
    path("accounts/reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("accounts/password/", account.password_change, name="account_change_password"),
    path("accounts/password/set/", account.password_set, name="account_set_password"),
    path("accounts/mfa/", include("allauth.mfa.urls")),
    path("accounts/sessions/", include("allauth.usersessions.urls")),
    path("accounts/sessions/<number:session_id>/end/", end_session, name="end_session"),
    path("activate/", activation.activate, name="activate"),
    path("activate/password/", activation.activate_password, name="activate_password"),
    path("language/", set_language, name="set_language"),
    path("personas/", session.personas, name="personas"),
    path("capacity/", session.choose_capacity, name="choose_capacity"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    *signing_in,
    path("", home, name="home"),
    path("search/", search.search, name="search"),
    path("scopes/", search.scopes, name="scopes"),
    path("organizations/", organizations.tree, name="organizations"),
    path("organizations/<code:code>/", organizations.organization, name="organization"),
    path("organizations/<code:code>/below/", organizations.branch, name="branch"),
    path("organizations/<code:code>/found/", changes.found, name="found"),
    path("organizations/<code:code>/rename/", changes.rename, name="rename"),
    path("organizations/<code:code>/move/", changes.move, name="move"),
    path("organizations/<code:code>/dissolve/", changes.dissolve, name="dissolve"),
    path("members/", lists.members, name="members"),
    path("members/bulk/<slug:action>/", bulk.change, name="bulk"),
    path("lists/<slug:code>/", lists.listed, name="list"),
    path("lists/<slug:code>/views/", lists.save, name="save_view"),
    path("lists/<slug:code>/views/<number:view_id>/", lists.change_view, name="change_view"),
    path("lists/<slug:code>/columns/", lists.columns, name="choose_columns"),
    path("members/<number:member_id>/", members.member, name="member"),
    path("members/<number:member_id>/standing/", member_changes.change_standing, name="change_standing"),
    path("members/<number:member_id>/transfer/", member_changes.transfer, name="transfer"),
    path("members/<number:member_id>/end/", member_changes.end_membership, name="end_membership"),
    path("members/<number:member_id>/post/", member_changes.record_post, name="record_post"),
    path("members/<number:member_id>/posts/<number:post_id>/end/", member_changes.end_post, name="end_post"),
    path("members/<number:member_id>/correct/", member_changes.correct, name="correct"),
    path("members/<number:member_id>/correct-guarded/", member_changes.correct_guarded, name="correct_guarded"),
    path("members/<number:member_id>/guarded/", guarded, name="guarded"),
    path("members/<number:member_id>/own-data/", own_data, name="own_data"),
    path("members/<number:member_id>/own-data/file/", own_data_file, name="own_data_file"),
    path("members/<number:member_id>/ask/", member_requests.ask, name="ask_correction"),
    path("requests/", member_requests.requests, name="requests"),
    path("requests/<number:request_id>/", member_requests.request_page, name="request"),
    path("classification/", classification.classification, name="classification"),
    path("classification/<year:year>/", classification.classification_year, name="classification_year"),
    path(
        "classification/<year:year>/organizations/<code:code>/",
        classification.explain_organization_page,
        name="explain_organization",
    ),
    path(
        "classification/<year:year>/organizations/<code:code>/collective/",
        classification.explain_collective_page,
        name="explain_collective",
    ),
    path(
        "classification/<year:year>/organizations/<code:code>/caps/<slug:counted>/<slug:cap_code>/",
        classification.cap,
        name="cap",
    ),
    path(
        "classification/<year:year>/members/<number:member_id>/",
        classification.explain_member_page,
        name="explain_member",
    ),
    path("self-review/", self_reviews, name="self_reviews"),
    path("self-review/<number:subject_id>/", self_review, name="self_review"),
    path("self-review/<number:subject_id>/paper/", self_review_paper, name="self_review_paper"),
    path("campaigns/", overview.campaigns, name="campaigns"),
    path("campaigns/<year:year>/", overview.campaign, name="campaign"),
    path("campaigns/<year:year>/open/", open_page, name="campaign_open"),
    path("campaigns/<year:year>/calendar/", running.calendar, name="campaign_calendar"),
    path("campaigns/<year:year>/anew/", running.anew, name="campaign_anew"),
    path("campaigns/<year:year>/close/", close, name="campaign_close"),
    path("campaigns/<year:year>/late/", late, name="campaign_late"),
    path("campaigns/<year:year>/proposals/", proposals, name="campaign_proposals"),
    path("campaigns/<year:year>/proposals/<number:subject_id>/", why, name="campaign_why"),
    path("campaigns/<year:year>/caps/", meters.caps, name="campaign_caps"),
    path("campaigns/<year:year>/caps/<code:code>/<slug:counted>/<slug:cap_code>/", meters.cap, name="campaign_cap"),
    path("campaigns/<year:year>/cells/<code:code>/", campaign_cell, name="campaign_cell"),
    path("campaigns/<year:year>/cells/<code:code>/facts/", cell_facts, name="cell_facts"),
    path("campaigns/<year:year>/subjects/<number:subject_id>/", subject, name="subject"),
    path("campaigns/<year:year>/subjects/<number:subject_id>/facts/", enter_facts_page, name="enter_facts"),
    path("campaigns/<year:year>/subjects/<number:subject_id>/held/", hold_review_page, name="hold_review"),
    path("campaigns/<year:year>/subjects/<number:subject_id>/held/change/", change_held, name="change_held"),
    path(
        "campaigns/<year:year>/subjects/<number:subject_id>/opinions/<number:number>/",
        change_opinion,
        name="change_opinion",
    ),
    path(
        "campaigns/<year:year>/subjects/<number:subject_id>/opinions/<slug:kind>/",
        give_opinion_page,
        name="give_opinion",
    ),
    path("campaigns/<year:year>/decisions/", decisions, name="decisions"),
    path("campaigns/<year:year>/titles/", honours, name="honours"),
    path("campaigns/<year:year>/subjects/<number:subject_id>/contest/", contest_result, name="contest_result"),
    path("campaigns/<year:year>/subjects/<number:subject_id>/re-rating/", re_rating, name="re_rate"),
    path("campaigns/contests/", contests, name="contests"),
    path("campaigns/contests/<number:contest_id>/", contest_page, name="contest"),
    path("ballots/code/", code_vote, name="code_vote"),
    path("ballots/<year:year>/<code:code>/", subject_ballots, name="subject_ballots"),
    path("ballots/<uuid:uuid>/", ballot, name="ballot"),
    path("ballots/<uuid:uuid>/vote/", vote, name="vote"),
    path("ballots/<uuid:uuid>/count/", ballot_count, name="ballot_count"),
    path("ballots/<uuid:uuid>/sheets/", ballot_sheets, name="ballot_sheets"),
    path("ballots/<uuid:uuid>/minutes/", ballot_minutes, name="ballot_minutes"),
    path("ballots/<uuid:uuid>/codes/", ballot_codes, name="ballot_codes"),
    path("ballots/<uuid:uuid>/do/<slug:what>/", ballot_act, name="ballot_act"),
    path("reports/", reports.reports, name="reports"),
    path("reports/year-end/", reports.year_end, name="year_end"),
    path("reports/bulletin/", reports.bulletin, name="bulletin"),
    path("reports/comparison/", statistics.comparison, name="comparison"),
    path("reports/siblings/", statistics.siblings, name="siblings"),
    path("reports/bridge/", statistics.bridge, name="bridge"),
    path("rulebooks/", rulebooks.rulebooks, name="rulebooks"),
    path("rulebooks/<slug:book_code>/", rulebooks.rulebook, name="rulebook"),
    path("imports/", imports.imports, name="imports"),
    path("imports/template.xlsx", imports.template, name="template"),
    path("imports/<number:run_id>/", imports.import_run, name="import"),
    path("imports/remembered/", remembered.remembered, name="remembered"),
    path("imports/remembered/<number:mapping_id>/forget/", remembered.forgotten, name="forget_mapping"),
    path("imports/<number:run_id>/columns/", import_columns.columns, name="import_columns"),
    path("imports/<number:run_id>/values/", import_values.values, name="import_values"),
    path("imports/<number:run_id>/places/", import_values.places, name="import_places"),
    path("imports/<number:run_id>/progress/", imports.progress, name="import_progress"),
    path("imports/<number:run_id>/apply/", imports.apply, name="import_apply"),
    path("imports/<number:run_id>/undo/", imports.undo, name="import_undo"),
    path("imports/<number:run_id>/rejects.xlsx", imports.rejects, name="import_rejects"),
    path("exports/", exports.exports, name="exports"),
    path("exports/order/", exports.order, name="export_order"),
    path("exports/register/", exports.register, name="export_register"),
    path("exports/<number:export_id>/", exports.job, name="export_job"),
    path("exports/<number:export_id>/progress/", exports.progress, name="export_progress"),
    path("exports/<number:export_id>/file/", exports.fetch, name="export_file"),
    path("exports/<number:export_id>/repeat/", exports.repeat, name="export_repeat"),
    path("logins/", logins.logins, name="logins"),
    path("logins/invite/", inviting.invite, name="invite"),
    path("members/<number:member_id>/login/", logins.login, name="login"),
    path("members/<number:member_id>/login/<slug:what>/", logins.login_act, name="login_act"),
    path("members/<number:member_id>/access/", who.who_sees_member, name="who_sees_member"),
    path("organizations/<code:code>/access/", who.who_sees_organization, name="who_sees_organization"),
    path("delegations/", delegations.delegations, name="delegations"),
    path("delegations/new/", delegations.delegate_rights, name="delegate"),
    path("delegations/<number:delegation_id>/withdraw/", delegations.withdraw, name="withdraw_delegation"),
    path("journal/", journal, name="journal"),
    path("journal/<number:number>/", action, name="journal_action"),
]
