/*
title = "引用的条文"
purpose = "处罚依据、违反条款和目录条款里写到的每一条法律条文。"
grain = "一段文字引用的一个条一行"
reads = ["penalty_case", "violation_clauses"]
notes = ["认《…》第…条第…款第（…）项的写法，汉字数字与阿拉伯数字同等；没有书名号时取「第」之前以法、条例、规定、办法结尾的名称。",
    "法律名称去掉「中华人民共和国」和括号里的文号后一字不差才算同一部。"]
[columns]
citing = "引用的文字"
law_key = "法律名称"
article_place = "第几处"
article_no = "条"
paragraphs = "款"
items = "项"
*/
with numbers as (
    select unnest(generate_series(1, 399)) as n
),

digits as (
    select
        n,
        case when n >= 100 then (['一', '二', '三'])[n // 100] || '百' else '' end as hundreds,
        n // 10 % 10 as tens,
        n % 10 as ones,
        ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'] as words
    from numbers
),

-- 110 is 一百一十, 105 一百零五, 15 十五 or 一十五.
numerals as (
    select
        n::varchar as word,
        n as number
    from digits
    union
    select
        hundreds
        || case
            when tens > 0 then words[tens + 1] || '十'
            when hundreds != '' and ones > 0 then '零'
            else ''
        end
        || words[ones + 1],
        n
    from digits
    union
    select
        '十' || words[ones + 1],
        n
    from digits where n between 10 and 19
),

texts as (
    select distinct unnest([legal_basis, violated_article]) as citing from penalty_case
    union
    select '《' || law || '》' || article from violation_clauses
),

passages as (
    select
        citing,
        unnest(case
            when contains(citing, '《') then string_split(citing, '《')[2:]
            else [regexp_replace(citing, '^(.*?(?:法|条例|规定|办法|细则|规则|决定))(第)', '\1》\2')]
        end) as passage
    from texts
    where citing is not null
),

of_laws as (
    select
        citing,
        regexp_replace(
            translate(split_part(passage, '》', 1), '（）', '()'), '\(.*?\)|中华人民共和国|依据|根据|违反|按照|\s', '', 'g'
        ) as law_key,
        translate(substr(passage, strpos(passage, '》') + 1), '（）０１２３４５６７８９', '()0123456789') as rest
    from passages
    where contains(passage, '》')
),

article_lists as (
    select
        citing,
        law_key,
        regexp_extract_all(
            rest,
            '第[0-9〇零一二三四五六七八九十百]+条'
            || '(?:[^第]|第[0-9〇零一二三四五六七八九十百、,—\-]+[款项目]|第\([^)]*\))*'
        ) as articles
    from of_laws
),

of_articles as (
    select
        citing,
        law_key,
        generate_subscripts(articles, 1) as article_place,
        unnest(articles) as article
    from article_lists
),

written as (
    select
        citing,
        law_key,
        article_place,
        regexp_extract(article, '第([0-9〇零一二三四五六七八九十百]+)条', 1) as article_word,
        string_split(regexp_extract(article, '第?([0-9〇零一二三四五六七八九十百、]+)款', 1), '、') as paragraph_words,
        regexp_extract_all(article, '\(([0-9〇零一二三四五六七八九十百]+)\)', 1)
        || regexp_extract_all(article, '第([0-9〇零一二三四五六七八九十百]+)项', 1) as item_words
    from of_articles
),

words as (
    select
        citing,
        law_key,
        article_place,
        article_word,
        '条' as level,
        article_word as word
    from written
    union all
    select
        citing,
        law_key,
        article_place,
        article_word,
        '款',
        unnest(paragraph_words)
    from written
    union all
    select
        citing,
        law_key,
        article_place,
        article_word,
        '项',
        unnest(item_words)
    from written
)

select
    words.citing,
    words.law_key,
    words.article_place,
    any_value(numerals.number) filter (words.level = '条') as article_no,
    coalesce(list(distinct numerals.number order by numerals.number) filter (words.level = '款'), []) as paragraphs,
    coalesce(list(distinct numerals.number order by numerals.number) filter (words.level = '项'), []) as items
from words
inner join numerals on words.word = numerals.word
group by words.citing, words.law_key, words.article_place, words.article_word
