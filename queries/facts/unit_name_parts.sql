/*
title = "一格里写的几个单位"
purpose = "「政策法规科、监察股」这样一格里写几个单位的，拆成一个一个名称。"
grain = "一种写法里一个名称一行"
reads = ["annual_task", "guidance", "mediation", "summary_report", "unit", "unit_alias_rule"]
notes = [
    "登记名称、别名本来就带顿号、斜杠的不拆。",
    "分工（「（牵头）」「配合：」）、序号、末尾的「等单位」、前面的局名，去掉以后认得的才去掉。",
    "换行、空格、「和」「及」隔开的，每一段都认得的才拆。",
]
[params]
name_separators = {rule = "units.name_separators"}
word_separators = {rule = "units.word_separators"}
role_words = {rule = "units.role_words"}
bureau_name = {rule = "units.bureau_name"}
all_sets = {rule = "units.all_sets"}
office_sets = {rule = "units.office_sets"}
subordinate_sets = {rule = "units.subordinate_sets"}
squad_sets = {rule = "units.squad_sets"}
[columns]
written = "写法"
name = "名称"
*/
with written_names as (
    select unit as written from annual_task
    union
    select lead_unit from annual_task
    union
    select unit from guidance
    union
    select unit from mediation
    union
    select unit from summary_report
),

known as (
    select
        folded(written) as name_key,
        min(written) as name
    from (
        select unit as written from unit
        union
        select unnest(aliases) from unit
        union
        select unnest([alias, unit]) from unit_alias_rule
        union
        select unnest(list_concat($all_sets, $office_sets, $subordinate_sets, $squad_sets))
    ) as spellings
    where written is not null
    group by folded(written)
),

-- Who leads and who assists is said in brackets behind a name, or before it with a colon.
without_roles as (
    select
        written_names.written,
        known.name is not null as is_known,
        trim(regexp_replace(
            regexp_replace(
                written_names.written, '[(（](?:' || array_to_string($role_words, '|') || ')[)）]', ' ', 'g'
            ),
            '(?:' || array_to_string($role_words, '|') || ')[:：]', ' ', 'g'
        )) as told
    from written_names left join known on folded(written_names.written) = known.name_key
    where written_names.written is not null
),

pieces as (
    select
        written,
        is_known,
        unnest(case
            when is_known then [written]
            when contains(folded(told), '(') then [told]
            else regexp_split_to_array(told, '[' || array_to_string($name_separators, '') || ']')
        end) as piece
    from without_roles
),

placed as (
    select
        written,
        piece,
        row_number() over () as place
    from pieces
    where trim(piece) <> ''
),

-- The piece as it stands, and cut where units may be parted.
cut as (
    select
        written,
        place,
        1 as nth,
        piece as part
    from placed
    union all
    select
        written,
        place,
        2,
        unnest(list_filter(
            regexp_split_to_array(
                piece,
                '[\s\x{3000}①-⑳]+|'
                || array_to_string(list_transform($word_separators, lambda word: regexp_escape(word)), '|')
            ),
            lambda part: not regexp_full_match(trim(part), '[0-9]*')
        ))
    from placed
),

-- Known as it is, or bare of number, role and 「等单位」, or of the bureau's name.
bared as (
    select
        cut.*,
        coalesce(known.name, bare.name, own.name) as name
    from cut
    left join known on folded(cut.part) = known.name_key
    left join known as bare
        on
            regexp_replace(
                regexp_replace(folded(cut.part), '^(?:[0-9]+[.、)]|[(][0-9]+[)])', ''),
                '(?:等(?:[0-9一二三四五六七八九十]+[个家])?(?:单位|部门|股室|科室)?|'
                || array_to_string($role_words, '|') || ')$', ''
            ) = bare.name_key
    left join known as own
        on
            regexp_replace(folded(cut.part), '^(?:' || regexp_escape(folded($bureau_name)) || '|局)', '')
            = own.name_key
),

settled as (
    select
        place,
        nth,
        list(name) as names
    from bared
    group by place, nth
    having bool_and(name is not null)
),

chosen as (
    select
        place,
        arg_min(names, nth) as names
    from settled
    group by place
)

select distinct
    placed.written,
    trim(unnest(coalesce(chosen.names, [placed.piece]))) as name
from placed left join chosen on placed.place = chosen.place
order by all
