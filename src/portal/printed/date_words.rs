//! The words of dates and lengths of time in the languages of the portals: English, Chinese, German, French,
//! Spanish, Italian, Portuguese, Dutch, Polish, Russian, Indonesian, Vietnamese, Thai, Japanese and Korean. A
//! list is one text with `|` between its words.

use crate::model::Precision;
use jiff::civil::Weekday;

/// Every month's names as they stand in a date. A word means the month if it begins one of them and has three
/// letters or more, or if it is one of the short forms beside them.
const MONTHS: [(&str, &str); 12] = [
    (
        "january|januar|jänner|janvier|enero|gennaio|janeiro|januari|stycznia|styczeń|января|январь|\
        มกราคม",
        "ม.ค.",
    ),
    (
        "february|februar|février|fevrier|febrero|febbraio|fevereiro|februari|lutego|luty|февраля|\
        февраль|กุมภาพันธ์",
        "ก.พ.",
    ),
    ("march|märz|maerz|mars|marzo|março|marco|maart|marca|marzec|maret|марта|март|มีนาคม", "mrz|mrt|มี.ค."),
    ("april|avril|abril|aprile|kwietnia|kwiecień|апреля|апрель|เมษายน", "เม.ย."),
    ("may|mai|mayo|maggio|maio|mei|maja|мая|май|พฤษภาคม", "พ.ค."),
    ("june|juni|juin|junio|giugno|junho|czerwca|czerwiec|июня|июнь|มิถุนายน", "มิ.ย."),
    ("july|juli|juillet|julio|luglio|julho|lipca|lipiec|июля|июль|กรกฎาคม", "ก.ค."),
    ("august|août|aout|agosto|augustus|sierpnia|sierpień|agustus|августа|август|สิงหาคม", "ส.ค."),
    (
        "september|septembre|septiembre|setiembre|settembre|setembro|września|wrzesień|сентября|\
        сентябрь|กันยายน",
        "ก.ย.",
    ),
    (
        "october|oktober|octobre|octubre|ottobre|outubro|października|październik|октября|октябрь|\
        ตุลาคม",
        "ต.ค.",
    ),
    ("november|novembre|noviembre|novembro|listopada|listopad|ноября|ноябрь|พฤศจิกายน", "พ.ย."),
    (
        "december|dezember|décembre|decembre|diciembre|dicembre|dezembro|desember|grudnia|grudzień|\
        декабря|декабрь|ธันวาคม",
        "ธ.ค.",
    ),
];

/// The days of the week, full names alone: the short ones stand beside a date, which is read instead.
const WEEKDAYS: [(Weekday, &str); 7] = [
    (
        Weekday::Monday,
        "monday|montag|lundi|lunes|lunedì|segunda-feira|maandag|poniedziałek|понедельник|senin|\
        thứ hai|วันจันทร์|星期一|周一|月曜日|월요일",
    ),
    (
        Weekday::Tuesday,
        "tuesday|dienstag|mardi|martes|martedì|terça-feira|dinsdag|wtorek|вторник|selasa|thứ ba|\
        วันอังคาร|星期二|周二|火曜日|화요일",
    ),
    (
        Weekday::Wednesday,
        "wednesday|mittwoch|mercredi|miércoles|mercoledì|quarta-feira|woensdag|środa|среда|rabu|\
        thứ tư|วันพุธ|星期三|周三|水曜日|수요일",
    ),
    (
        Weekday::Thursday,
        "thursday|donnerstag|jeudi|jueves|giovedì|quinta-feira|donderdag|czwartek|четверг|kamis|\
        thứ năm|วันพฤหัสบดี|星期四|周四|木曜日|목요일",
    ),
    (
        Weekday::Friday,
        "friday|freitag|vendredi|viernes|venerdì|sexta-feira|vrijdag|piątek|пятница|jumat|thứ sáu|\
        วันศุกร์|星期五|周五|金曜日|금요일",
    ),
    (
        Weekday::Saturday,
        "saturday|samstag|sonnabend|samedi|sábado|sabato|zaterdag|sobota|суббота|sabtu|thứ bảy|\
        วันเสาร์|星期六|周六|土曜日|토요일",
    ),
    (
        Weekday::Sunday,
        "sunday|sonntag|dimanche|domingo|domenica|zondag|niedziela|воскресенье|minggu|chủ nhật|\
        วันอาทิตย์|星期日|星期天|周日|日曜日|일요일",
    ),
];

/// Units of time: seconds, precision, and the words for one and for many.
const UNITS: [(i64, Precision, &str); 5] = [
    (
        604_800,
        Precision::Day,
        "week|weeks|woche|wochen|semaine|semaines|semana|semanas|settimana|settimane|weken|tydzień|\
        tygodnie|tygodni|неделя|недели|недель|неделю|tuần|สัปดาห์|周|星期|週間|주",
    ),
    (
        86_400,
        Precision::Day,
        "d|day|days|t|tag|tage|tagen|j|jour|jours|dia|dias|día|días|giorno|giorni|gg|dag|dagen|dni|\
        dzień|дн|день|дня|дней|hari|ngày|วัน|天|日|日間|일",
    ),
    (
        3_600,
        Precision::Hour,
        "h|hr|hrs|hour|hours|std|stunde|stunden|heure|heures|hora|horas|ora|ore|uur|uren|godz|\
        godzina|godziny|godzin|ч|час|часа|часов|jam|giờ|tiếng|ชั่วโมง|ชม|小时|小時|时|時間|시간",
    ),
    (
        60,
        Precision::Minute,
        "m|min|mins|minute|minutes|minuten|minuto|minutos|minuti|minuut|minuta|minuty|minut|мин|\
        минута|минуты|минут|минуту|menit|phút|นาที|分|分钟|分鐘|分間|분",
    ),
    (
        1,
        Precision::Second,
        "s|sec|secs|second|seconds|sek|sekunde|sekunden|seconde|secondes|segundo|segundos|secondo|\
        secondi|seconden|sekunda|sekundy|sekund|сек|секунда|секунды|секунд|detik|giây|วินาที|秒|秒間|초",
    ),
];

/// Words that say that a length of time lies behind.
pub(super) const AGO: &str = "ago|vor|hace|atrás|il y a|fa|geleden|назад|lalu|trước|ที่แล้ว|ก่อน|前|전";
/// Words that say that a length of time lies ahead.
pub(super) const LEFT: &str = "left|remaining|remain|remains|noch|verbleibend|verbleibende|verbleiben|verbleibt|reste|restent|\
    restant|restante|restantes|resta|restam|faltam|queda|quedan|mancano|rimangono|rimanenti|nog|\
    resterend|resterende|pozostało|zostało|осталось|tersisa|sisa|lagi|còn|còn lại|เหลือ|เหลืออีก|剩|\
    剩余|还有|残り|あと|남음|남은";
/// The present minute.
pub(super) const NOW: &str = "just now|now|gerade eben|à l'instant|ahora|adesso|agora|zojuist|teraz|только что|baru saja|\
    vừa xong|เมื่อสักครู่|刚刚|たった今|방금";
/// The present day.
pub(super) const TODAY: &str = "today|heute|aujourd'hui|hoy|oggi|hoje|vandaag|dzisiaj|dziś|сегодня|hari ini|hôm nay|วันนี้|今天|\
    今日|오늘";
/// The day before.
pub(super) const YESTERDAY: &str = "yesterday|gestern|hier à|ayer|ieri|ontem|gisteren|wczoraj|вчера|kemarin|hôm qua|เมื่อวาน|昨天|昨日|\
    어제";
/// The day after.
pub(super) const TOMORROW: &str =
    "tomorrow|morgen|demain|mañana|domani|amanhã|jutro|завтра|besok|ngày mai|พรุ่งนี้|明天|明日|내일";

/// Whether a script is written without spaces between words.
fn runs_on(letter: char) -> bool {
    // Thai; kana and the Han characters; Hangul.
    matches!(letter, '\u{e00}'..='\u{e7f}' | '\u{3040}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

/// Whether a text has one of these words; both in small letters.
pub(super) fn mentions(text: &str, words: &str) -> bool {
    words.split('|').any(|word| {
        text.match_indices(word).any(|(at, _)| {
            let bounded = |letter: Option<char>| {
                letter.is_none_or(|letter| !letter.is_alphanumeric() || runs_on(letter))
            };
            word.chars().all(runs_on)
                || bounded(text[..at].chars().next_back()) && bounded(text[at + word.len()..].chars().next())
        })
    })
}

/// The month that a word names, 1 to 12.
pub(super) fn month(name: &str) -> Option<i8> {
    let name = name.to_lowercase();
    let bare = name.trim_end_matches('.');
    let long_enough = bare.chars().nth(2).is_some();
    let named = |(full, short): &(&str, &str)| {
        short.split('|').any(|short| short.trim_end_matches('.') == bare)
            || long_enough && full.split('|').any(|full| full.starts_with(bare))
    };
    i8::try_from(MONTHS.iter().position(named)? + 1).ok()
}

/// The day of the week that is the whole of a text.
pub(super) fn weekday(text: &str) -> Option<Weekday> {
    let (day, _) = WEEKDAYS.iter().find(|(_, names)| names.split('|').any(|name| name == text))?;
    Some(*day)
}

/// The unit at the start of a text, in small letters: its seconds, its precision and its length in bytes.
pub(super) fn unit(text: &str) -> Option<(i64, Precision, usize)> {
    let word = text.find(|letter: char| !letter.is_alphabetic() || runs_on(letter)).unwrap_or(text.len());
    let mut best = None;
    for (seconds, precision, names) in UNITS {
        for name in names.split('|') {
            let fits = if name.chars().any(runs_on) { text.starts_with(name) } else { text[..word] == *name };
            if fits && best.is_none_or(|(_, _, length)| name.len() > length) {
                best = Some((seconds, precision, name.len()));
            }
        }
    }
    best
}
