/*
title = "方案的阶段"
purpose = "方案把一年分成哪几个阶段，各从哪天到哪天。"
grain = "一个阶段一行"
source = "各年方案规则文件；舞城管〔2022〕40号四（实施步骤）"
reads = ["obligations"]
notes = ["取统计截止日生效的方案。", "贯穿全年的义务不属于哪一个阶段，不在其中。"]
[params]
as_of = {type = "date", title = "统计截止日"}
[columns]
phase = "阶段"
phase_from = "从"
phase_to = "到"
obligation_count = {title = "义务", unit = "项"}
*/
select
    phase,
    phase_from,
    phase_to,
    count(*) as obligation_count
from obligations
where
    $as_of between in_force_from and in_force_to
    and phase_from is not null and phase_to < phase_from + interval 11 month
group by phase, phase_from, phase_to
order by phase_from, phase_to, phase
