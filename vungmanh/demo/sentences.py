"""The short texts of self-reviews and opinions, put together from a small stock: all invented."""

from collections.abc import Mapping
from random import Random

from vungmanh.campaigns.models import SubjectKind

_RESULTS = {
    "village": (
        "Vận động hộ dân hiến đất làm đường, đóng góp đủ các quỹ.",
        "Phụ trách tổ tự quản, trong năm không có vụ việc phức tạp.",
        "Chăm sóc 2 ha rừng trồng, giúp hai hộ trong thôn vay vốn.",
        "Dự đủ các kỳ sinh hoạt, học tập đầy đủ nghị quyết.",
        "Chuyển đổi ruộng kém hiệu quả, thu nhập tăng so với năm trước.",
        "Tham gia tổ hòa giải, hòa giải thành ba việc.",
    ),
    "school": (
        "Hoàn thành kế hoạch dạy học, lớp chủ nhiệm xếp loại khá.",
        "Có sáng kiến đổi mới phương pháp, nhà trường công nhận.",
        "Phụ đạo học sinh yếu, không có học sinh bỏ học.",
        "Tham gia đầy đủ sinh hoạt chuyên môn và sinh hoạt chi bộ.",
    ),
    "office": (
        "Hoàn thành công việc được giao đúng thời hạn.",
        "Tham mưu kịp thời các văn bản thuộc lĩnh vực phụ trách.",
        "Giải quyết hồ sơ của dân đúng hẹn, không có đơn thư.",
        "Tham gia đoàn kiểm tra cơ sở theo kế hoạch năm.",
    ),
    "armed_forces": (
        "Chấp hành nghiêm kỷ luật, hoàn thành nhiệm vụ trực sẵn sàng.",
        "Hoàn thành huấn luyện, kết quả kiểm tra đạt khá.",
        "Bám địa bàn, giữ vững an ninh trật tự nơi phụ trách.",
    ),
    "enterprise": (
        "Hoàn thành định mức sản xuất, chấp hành nội quy lao động.",
        "Vận hành thiết bị an toàn, có cải tiến nhỏ được áp dụng.",
        "Hoàn thành chỉ tiêu doanh thu được giao.",
    ),
}
_LIMITS = (
    "Có lúc chưa mạnh dạn góp ý, phê bình.",
    "Còn vắng một kỳ sinh hoạt có lý do.",
    "Nghiên cứu nghị quyết chưa sâu.",
    "Vận động quần chúng có việc chưa kịp thời.",
    "Một số việc hoàn thành còn chậm.",
)
_CAUSES = ("Do bản thân sắp xếp thời gian chưa hợp lý.", "Do còn ngại va chạm.", "Do thiếu kinh nghiệm.")
_REMEDIES = ("Khắc phục ngay trong quý I năm sau.", "Chủ động học hỏi, báo cáo chi bộ hằng quý.")
_COMMITMENTS = (
    "Dự đủ 12 kỳ sinh hoạt, có ý kiến ở mỗi kỳ.",
    "Giúp đỡ một hộ nghèo trong thôn thoát nghèo.",
    "Mỗi quý làm xong một việc cụ thể theo chuyên đề.",
    "Không để người thân vi phạm quy định của địa phương.",
)
_OF_BODIES = {
    SubjectKind.ORGANIZATION: (
        "Hoàn thành các chỉ tiêu nghị quyết năm; duy trì sinh hoạt đúng quy định.",
        "Lãnh đạo hoàn thành nhiệm vụ; nội bộ đoàn kết, thống nhất.",
        "Triển khai chương trình, kế hoạch năm đúng tiến độ.",
    ),
    SubjectKind.COLLECTIVE: (
        "Giữ nguyên tắc tập trung dân chủ, phân công rõ người, rõ việc.",
        "Chuẩn bị nội dung sinh hoạt trước ngày họp, theo dõi từng việc.",
    ),
}
RESIDENCE = (
    "Chấp hành tốt quy định nơi cư trú.",
    "Gia đình gương mẫu, tham gia đủ các cuộc họp của thôn.",
    "Giữ mối liên hệ thường xuyên với chi ủy, hòa nhã với bà con.",
)


def of_member(rng: Random, sector: str, *, fully: bool) -> Mapping[str, str]:
    """A member's texts: always what was done, the other parts where the person wrote `fully`, limits else for some."""
    results = _RESULTS["village" if sector == "residential_group" else sector]
    parts = {"results": rng.choice(results)}
    if fully or rng.random() < 0.3:
        parts["limits"] = rng.choice(_LIMITS)
    if fully:
        parts["causes"], parts["remedies"] = rng.choice(_CAUSES), rng.choice(_REMEDIES)
        parts["commitments"] = rng.choice(_COMMITMENTS)
    return parts


def of_body(rng: Random, kind: SubjectKind) -> Mapping[str, str]:
    """What an organization or its leading collective writes."""
    return {"results": rng.choice(_OF_BODIES[kind]), "limits": rng.choice(_LIMITS)}
