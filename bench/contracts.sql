-- Made-up contracts: `u` is a number from 0 to 1 and `h` a whole number, the same for a row always.
with
draws as (
  select
    i,
    list_transform(range(1, 31), lambda k: (hash(i * 37 + k) % 1000003)::bigint) as h
  from range($rows) as t(i)
),
parts as (
  select
    *,
    list_transform(h, lambda x: x / 1000003.0) as u,
    ['Puente', 'Aula', 'Drenaje', 'Vacunas', 'Mobiliario', 'Uniformes', 'Alumbrado', 'Señalización',
     'Archivo', 'Imprenta', 'Jardinería', 'Cómputo'] as things,
    ['peatonal', 'rural', 'pluvial', 'de urgencia', 'escolar', 'de campo', 'público', 'víal',
     'histórico', 'bilingüe', 'del parque', 'para oficinas'] as kinds,
    ['Nube Alta', 'Río Claro', 'Sierra Añil', 'Piedra Menuda', 'Valle Hondo', 'Luz del Llano',
     'Paso Angosto', 'Monte Güero', 'Cañada Verde', 'Tres Álamos'] as places,
    ['Elena', 'Íñigo', 'Teresa', 'Nicolás', 'Úrsula', 'Fermín', 'Noé', 'Zoé', 'Amparo', 'Simón'] as given,
    ['Quiñones', 'Zúñiga', 'Arreola', 'Bañuelos', 'Peralta', 'Ochoa', 'Yáñez', 'Urrutia'] as family
  from draws
),
made as (
  select
    *,
    things[1 + h[1] % 12] || ' ' || kinds[1 + h[2] % 12] as matter,
    floor(180000 * pow(u[3], 2.4))::bigint as supplier,
    floor(1800 * pow(u[4], 3))::bigint as office,
    exp(7 + 3.1 * (u[5] + u[6] + u[7])) as amount,
    timestamp '2014-01-02' + to_days((h[8] % 4000)::integer) + to_minutes((h[9] % 600)::integer) as day
  from parts
)
select
  1000000000 + i as clave_registro,
  'NH-' || year(day) || '-' || lpad((i // 3)::varchar, 9, '0') as numero_contrato,
  'X' || lpad((h[10] * 7 % 4000000)::varchar, 8, '0') || '/' || year(day) as expediente,
  case when u[11] < 0.6 then 'Bienes' when u[11] < 0.85 then 'Servicios' else 'Obra pública' end as objeto,
  case when u[12] < 0.7 then 'Adjudicación directa' when u[12] < 0.86 then 'Licitación pública'
    else 'Invitación restringida' end as modalidad,
  case when u[13] < 0.92 then 'Nacional' when u[13] < 0.999 then 'Internacional' else 'nacional ' end as caracter,
  (office * 1000 + office % 1000)::varchar as clave_oficina,
  'Oficina de compras ' || office || ' de ' || places[1 + office % 10] as oficina,
  'Secretaría de ' || things[1 + office % 12] || ' y ' || things[1 + office % 7] as dependencia,
  'P' || lpad((office % 41)::varchar, 2, '0') as partida,
  places[1 + (h[14] % 10 * (h[15] % 10)) // 9] as municipio,
  case when u[16] < 0.03 then null
    else matter || ' en ' || places[1 + h[17] % 10]
      || case when u[18] < 0.5 then ', tramo ' || h[19] % 5000 else '' end
      || case when u[20] < 0.1 then ' "prioritario" por temporada' else '' end
      || case when u[20] < 0.0005 then chr(10) || '(sigue en otra línea)' else '' end end as titulo,
  case when u[21] < 0.25 then null
    else matter || ', con entrega en ' || places[1 + h[22] % 10] || '; según las bases ' || h[23] % 40
      || ' y el dictamen ' || h[24] % 90000 || ' de la comisión de compras' end as descripcion,
  case when u[25] < 0.0003 then strftime(day, '%d/%m/%Y') else strftime(day, '%Y-%m-%d') end as fecha_aviso,
  strftime(day + to_days((5 + h[26] % 40)::integer), '%Y-%m-%d %H:%M:%S') as apertura,
  strftime(day + to_days((46 + h[27] % 30)::integer), '%Y-%m-%d') as fecha_inicio,
  case when u[28] < 0.08 then null when u[28] < 0.08001 then 'ND'
    else strftime(day + to_days((80 + h[29] % 600)::integer), '%Y-%m-%d') end as fecha_fin,
  case when u[30] < 0.0005
    then '$' || (amount / 1000)::bigint || ',' || lpad((amount::bigint % 1000)::varchar, 3, '0') || '.00'
    else amount::decimal(18, 2)::varchar end as importe,
  case when u[1] < 0.12 then null else (amount * (0.9 + u[2] * 0.2))::decimal(18, 2)::varchar end as garantia,
  case when u[9] < 0.97 then 'MXN' else 'USD' end as moneda,
  case when u[9] < 0.97 then null else (17 + u[10] * 4)::decimal(9, 4)::varchar end as tipo_cambio,
  case when u[14] < 0.9 then 'Terminado' when u[14] < 0.97 then 'Vigente' else 'Cancelado' end as estado,
  'V' || lpad(supplier::varchar, 7, '0') as folio_proveedor,
  case when supplier % 50 = 0 then null
    else 'QZX' || lpad((supplier * 7919 % 1000000)::varchar, 6, '0') || upper(right(to_hex(supplier + 4096), 3))
      || case when u[15] < 0.0002 then '?' else '' end end as rfc,
  case when supplier % 3 = 0 then given[1 + supplier % 10] || ' ' || family[1 + supplier % 8] || ' '
      || family[1 + supplier // 9 % 8]
    else 'Grupo ' || places[1 + supplier % 10] || ' ' || supplier % 900 || ', S.A. de C.V.' end as proveedor,
  case when supplier % 5 < 2 then 'MICRO' when supplier % 5 = 2 then 'PEQUEÑA' else 'MEDIANA' end as tamano,
  case when supplier % 33 = 0 then 'ES' else 'MX' end as pais,
  1 + h[17] % 7 * (h[18] % 7) // 6 as participantes,
  'https://compras.nuevohorizonte.example/avisos/detalle?procedimiento=' || (1000000 + h[10] * 7 % 4000000) as enlace
from made
order by i
