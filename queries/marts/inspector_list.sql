/*
title = "可派的检查人员"
purpose = "执法人员名册里有证号的人，供抽查时随机派员。"
grain = "一名执法人员一行"
source = "行政处罚法第四十二条：执法人员不得少于两人，并具有执法资格"
reads = ["officers"]
notes = ["没有证号的不列；证件过没过期按检查的日期在派员时再看。", "同一证号登记多次的取一行，有效期取最晚的。"]
[columns]
certificate_no = {title = "执法证号", private = true}
name = {title = "姓名", private = true}
unit = "单位"
valid_until = "有效期至"
*/
select
    certificate_no,
    min(name) as name,
    min(unit) as unit,
    case when bool_and(valid_until is not null) then max(valid_until) end as valid_until
from officers
where certificate_no is not null
group by certificate_no
order by certificate_no
