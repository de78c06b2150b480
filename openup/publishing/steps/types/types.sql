-- What the cells of each column look like: $cells has (col, cell); one row for each column and unit
-- comes out. Most text begins with a letter: it can only be text, and is not looked at closer.
with trimmed as (
  select col, trim(cell, $blank) as cell
  from $cells
  where cell is not null
),
counted as (
  select
    col,
    case
      when strlen(cell) <= 60 and (cell[1:1] in $openings or regexp_matches(cell, $begins))
        or lower(cell) in $known
      then cell
      when cell <> '' then '~'
      else ''
    end as cell,
    count(*) as n
  from trimmed
  group by all
),
cut as (
  select
    *,
    regexp_matches(cell, '[%‰$€£¥A-Za-z]') and regexp_matches(cell, '\d') as odd,
    $part as part
  from counted
  where cell <> ''
),
measured as (
  select
    col, cell, n, odd,
    case when part.bare <> '' then $unit else '' end as unit,
    case
      when part.bare <> ''
      then ltrim(concat(part.sign, part.gap, part.bare, part.close))
      else cell
    end as bare
  from cut
),
scaled as (
  select
    *,
    $dot_scale as dot_scale,
    $dot_whole as dot_whole,
    $comma_scale as comma_scale,
    $comma_whole as comma_whole
  from measured
),
shaped as (
  select
    *,
    lower(cell) in $tokens as token,
    lower(cell) in $booleans as boolean,
    regexp_full_match(cell, '\d+') as digits,
    regexp_full_match(cell, '0\d+') as zeros,
    regexp_full_match(cell, '\d{19,}') as long,
    strlen(cell) <= 48 and unit <> '?'
      and (regexp_full_match(bare, $dot) or unit = '' and regexp_full_match(bare, $scientific))
      and dot_whole + dot_scale <= $widest as dot,
    strlen(cell) <= 48 and unit <> '?'
      and regexp_full_match(bare, $comma)
      and comma_whole + comma_scale <= $widest as comma,
    regexp_full_match(cell, $time) as time,
    case
      when cell[1:1] in ('(', '[', '+', '-') or cell[1:1] between '0' and '9'
      then regexp_extract(cell, $pair, ['a', 'b'])
    end as pair,
    $spelled as spelled,
    case
      when strlen(cell) >= 6 and regexp_matches(cell, $dated)
      then regexp_extract(cell, $moment, $moment_parts)
    end as moment
  from scaled
),
moments as (
  select
    *,
    moment.day as day,
    coalesce(moment.clock <> '', false) as clocked,
    coalesce(moment.zone <> '', false) as zoned,
    coalesce(regexp_full_match(moment.zone, $offset), false) as distant,
    try_cast(pair.a as double) as first,
    try_cast(pair.b as double) as second
  from shaped
),
dated as (
  select
    *,
    $days
  from moments
)
select
  col,
  unit,
  coalesce(list(distinct cell order by cell) filter (token), []) as token_list,
  coalesce(mode(case when clocked then regexp_replace(cell, '\d+', '9', 'g') end), '') as spelling,
  sum(n) as filled,
  coalesce(sum(n) filter (token), 0) as tokens,
  coalesce(sum(n) filter (boolean), 0) as booleans,
  coalesce(sum(n) filter (digits), 0) as digits,
  coalesce(sum(n) filter (zeros), 0) as zeros,
  coalesce(sum(n) filter (long), 0) as long,
  coalesce(sum(n) filter (time), 0) as times,
  coalesce(sum(n) filter (clocked and zoned and moment is not null), 0) as zones,
  coalesce(sum(n) filter (distant), 0) as distant,
  coalesce(sum(n) filter (odd), 0) as odd,
  coalesce(sum(n) filter (spelled), 0) as spelled_points,
  coalesce(sum(n) filter (abs(first) <= 90 and abs(second) <= 180), 0) as latitude_first,
  coalesce(sum(n) filter (abs(first) <= 180 and abs(second) <= 90), 0) as longitude_first,
  coalesce(sum(n) filter (dot), 0) as dots,
  coalesce(max(case when dot then dot_scale end), 0) as dot_scale,
  coalesce(max(case when dot then dot_whole end), 0) as dot_whole,
  coalesce(sum(n) filter (dot and dot_scale = 0), 0) as dot_integers,
  coalesce(sum(n) filter (comma), 0) as commas,
  coalesce(max(case when comma then comma_scale end), 0) as comma_scale,
  coalesce(max(case when comma then comma_whole end), 0) as comma_whole,
  coalesce(sum(n) filter (comma and comma_scale = 0), 0) as comma_integers,
  coalesce(sum(n) filter (dot and comma), 0) as either,
  coalesce(sum(n) filter (dot and comma and contains(bare, ',')), 0) as comma_triples,
  coalesce(sum(n) filter (dot and comma and contains(bare, '.')), 0) as dot_triples,
  $counts
from dated
group by col, unit
order by col, unit
