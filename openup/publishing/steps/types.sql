-- What the cells of each column look like: $cells has (col, cell), one row per column comes out.
-- Most text begins with a letter: it can only be text, and is counted without a closer look.
with trimmed as (
  select col, trim(cell, $blank) as cell
  from $cells
  where cell is not null
),
counted as (
  select
    col,
    case
      when cell[1:1] in $openings and strlen(cell) <= 60 or lower(cell) in $known then cell
      when cell <> '' then '~'
      else ''
    end as cell,
    count(*) as n
  from trimmed
  group by all
),
shaped as (
  select
    col, cell, n,
    lower(cell) in $tokens as token,
    lower(cell) in $booleans as boolean,
    regexp_full_match(cell, '\d+') as digits,
    regexp_full_match(cell, '0\d+') as zeros,
    regexp_full_match(cell, '\d{19,}') as long,
    strlen(cell) <= 48
      and (regexp_full_match(cell, $dot) or regexp_full_match(cell, $scientific))
      and $dot_whole + $dot_scale <= $widest as dot,
    strlen(cell) <= 48
      and regexp_full_match(cell, $comma)
      and $comma_whole + $comma_scale <= $widest as comma,
    regexp_full_match(cell, $time) as time,
    case
      when strlen(cell) >= 8 and regexp_matches(cell, '^\d+[-/.]\d+[-/.]')
      then regexp_extract(cell, $moment, ['day', 'clock', 'half', 'zone'])
    end as part
  from counted
  where cell <> ''
),
moments as (
  select *, part.day as day, coalesce(part.clock <> '', false) as clocked
  from shaped
)
select
  col,
  coalesce(list(distinct cell order by cell) filter (token), []) as token_list,
  coalesce(mode(case when clocked then regexp_replace(cell, '\d+', '9', 'g') end), '') as spelling,
  sum(n) as filled,
  coalesce(sum(n) filter (token), 0) as tokens,
  coalesce(sum(n) filter (boolean), 0) as booleans,
  coalesce(sum(n) filter (digits), 0) as digits,
  coalesce(sum(n) filter (zeros), 0) as zeros,
  coalesce(sum(n) filter (long), 0) as long,
  coalesce(sum(n) filter (dot), 0) as dots,
  coalesce(max(case when dot then $dot_scale end), 0) as dot_scale,
  coalesce(max(case when dot then $dot_whole end), 0) as dot_whole,
  coalesce(sum(n) filter (comma), 0) as commas,
  coalesce(max(case when comma then $comma_scale end), 0) as comma_scale,
  coalesce(max(case when comma then $comma_whole end), 0) as comma_whole,
  coalesce(sum(n) filter (time), 0) as times,
  $days
from moments
group by col
order by col
