use super::super::export;
use super::*;
use crate::packs::own::{OwnError, Version};
use jiff::Timestamp;
use proptest::prelude::*;

fn words(imported: &Imported, place: usize) -> Vec<(&str, &str)> {
    let own = &imported.letters[place];
    own.texts.iter().flat_map(|(tag, all)| all.iter().map(|words| (tag.as_str(), words.as_str()))).collect()
}

fn only(text: &str, file: &str) -> (String, String) {
    let imported = read(text, file).unwrap();
    assert_eq!(imported.letters.len(), 1, "{imported:?}");
    (imported.letters[0].letter.title.en.clone(), words(&imported, 0)[0].1.to_owned())
}

#[test]
fn a_table_with_a_chinese_head_is_read() {
    let table = "\u{feff}标题,内容,分组,语言,快捷词,标签\r\n\
        退款进度,\"Dear buyer,\r\nyour \"\"refund\"\" is on its way.\",售后,英语,;rf,\"退款、到账\"\r\n\
        退款进度,您好，退款已提交。,售后,中文,;rf,\r\n\
        ,,,,,\r\n\
        空的,,售后,,,\r\n";
    let imported = read(table, "话术.csv").unwrap();
    assert_eq!(imported.kind, ImportKind::Table);
    assert_eq!(imported.letters.len(), 1, "two languages of one letter");
    assert_eq!(
        words(&imported, 0),
        [("en", "Dear buyer,\nyour \"refund\" is on its way."), ("zh", "您好，退款已提交。")]
    );
    let own = &imported.letters[0];
    assert_eq!((own.shortcut.as_str(), own.letter.form), (";rf", Form::Bare));
    assert_eq!(own.letter.tags, ["退款", "到账"]);
    assert_eq!(imported.groups, [OwnGroup { id: "own:售后".to_owned(), name: "售后".to_owned() }]);
    assert_eq!(imported.skipped.len(), 1);
    assert_eq!(imported.skipped[0].what, "空的");
}

#[test]
fn tables_are_read_whatever_parts_their_cells() {
    for table in [
        "Title;Text\nLate, sorry;We are late, sorry\n",
        "title\tbody\nLate, sorry\tWe are late, sorry",
        "Late, sorry;We are late, sorry;Shipping",
    ] {
        assert_eq!(
            only(table, "a.csv"),
            ("Late, sorry".to_owned(), "We are late, sorry".to_owned()),
            "{table}"
        );
    }
    let expander = "ty,Thank you very much!,Thanks\n";
    assert_eq!(only(expander, "TextExpander group.csv").0, "Thanks");
    assert_eq!(read(expander, "TextExpander group.csv").unwrap().letters[0].shortcut, "ty");
    assert_eq!(read("only one column\n", "a.csv"), Err(ImportError::NoLetters));
}

#[test]
fn lists_of_other_programs_are_read() {
    let combos = r##"{"combos":[{"uuid":"{1}","name":"Late parcel","keyword":";late","snippet":"Hello #{input:Buyer name},\nit is late.#{cursor}","group":"{g}","enabled":true,"useHtml":false}],
        "groups":[{"uuid":"{g}","name":"Shipping","description":""}],"fileFormatVersion":9}"##;
    let imported = read(combos, "combos.json").unwrap();
    assert_eq!(words(&imported, 0), [("en", "Hello {{ buyer_name }},\nit is late.")]);
    assert_eq!(
        (imported.groups[0].name.as_str(), imported.letters[0].shortcut.as_str()),
        ("Shipping", ";late")
    );
    assert_eq!(imported.letters.len(), 1);
    assert_eq!(imported.skipped.len(), 1, "the cursor's mark is named: {:?}", imported.skipped);

    let folders = r#"{"version":7,"folders":[{"name":"Refunds","snippets":[
        {"name":"Refund sent","shortcut":"/rs","type":"text","text":"Hi {formtext: name=buyer; default=there}, {clipboard} is sent. {time: YYYY}"},
        {"name":"Rich","shortcut":"/r","type":"html","text":"","html":"<p>One &amp; two</p><p>three</p>"}]}]}"#;
    let imported = read(folders, "export.json").unwrap();
    assert_eq!(words(&imported, 0), [("en", "Hi {{ buyer }}, {{ clipboard }} is sent. {time: YYYY}")]);
    assert_eq!(words(&imported, 1), [("en", "One & two\nthree")]);
    assert!(imported.letters.iter().all(|own| own.group == "own:Refunds"));
    assert_eq!(imported.skipped.len(), 2, "{:?}", imported.skipped);

    let list = r#"[{"title":"Danke","body":"Vielen Dank, {{ to.first_name }}!","shortcut":"vd","lang":"de-DE","tags":"dank, kurz"},"Plain text",{"title":"Empty"}]"#;
    let imported = read(list, "templates.json").unwrap();
    assert_eq!(words(&imported, 0), [("de", "Vielen Dank, {{ to.first_name }}!")]);
    assert_eq!(imported.letters[0].letter.tags, ["dank", "kurz"]);
    assert_eq!(imported.letters[1].letter.title.zh, "Plain text");
    assert_eq!(imported.skipped.len(), 1);
}

#[test]
fn placeholders_become_variables_and_the_rest_stays() {
    let template = |text: &str| placeholders::template(text).words;
    assert_eq!(template("Hi %filltext:name=First name:default=you%!"), "Hi {{ first_name }}!");
    assert_eq!(template("Hi %fill:name%!"), "Hi {{ name }}!");
    assert_eq!(template("Hi ${name} and ${1:order}$|$"), "Hi {{ name }} and {{ order }}");
    assert_eq!(template("Hi {{First Name}}"), "Hi {{ first_name }}");
    assert_eq!(
        template("您好 {{客户}}，{{客户}} {{单号}}"),
        "您好 {{ value_1 }}，{{ value_1 }} {{ value_2 }}"
    );
    assert_eq!(template("100% sure, 50 % off, #1, $5, {a}"), "100% sure, 50 % off, #1, $5, {a}");
    assert_eq!(template("{% if reason %}{{ reason }}{% endif %}"), "{% if reason %}{{ reason }}{% endif %}");
    for text in [
        "{{#if a}}x{{/if}} {% oops",
        "{# gone? #}",
        "a {{ b",
        "{{ }} {{ 'x' {%",
        "{{{name}}} }}",
        "{{ true }}",
    ] {
        let words = template(text);
        let filled = minijinja::Environment::empty().render_str(&words, ());
        let kept = filled.unwrap().replace("  ", " ");
        assert!(kept == text || text.contains("name"), "{text} became {words}, which reads {kept}");
    }
}

#[test]
fn a_file_that_cannot_be_read_says_what_to_do() {
    for (text, file) in [
        ("", "a.csv"),
        (" \n", "a.json"),
        ("{\"a\":\n}", "a.json"),
        ("matches:\n", "base.yml"),
        ("{}", "a.json"),
        (r#"{"kind":"dueline-letters","version":99}"#, "a.json"),
    ] {
        let error = read(text, file).unwrap_err();
        let words = error.words();
        assert!(!words.en.is_empty() && words.zh.chars().any(|letter| letter > '一'), "{words:?}");
    }
    assert_eq!(read("{\"a\":\n}", "a.json"), Err(ImportError::NoJson { line: 2 }));
    assert!(matches!(read(&"x".repeat(MOST_BYTES + 1), "a.csv"), Err(ImportError::TooLarge { .. })));
}

#[test]
fn limits_leave_out_and_name() {
    let long = format!("title,text\nlong,{}\nshort,fine\n", "x".repeat(MOST_CHARS + 1));
    let imported = read(&long, "a.csv").unwrap();
    assert_eq!((imported.letters.len(), imported.skipped.len()), (1, 1));
    let many: String =
        (0..MOST_LETTERS + 3).map(|number| format!("title {number},text {number}\n")).collect();
    let imported = read(&many, "a.csv").unwrap();
    assert_eq!((imported.letters.len(), imported.skipped.len()), (MOST_LETTERS, 1));
    assert!(imported.skipped[0].why.en.starts_with("3 more"));
    let deep = format!("{}{}", "[".repeat(100), "]".repeat(100));
    assert!(read(&deep, "a.json").is_err() || read(&deep, "a.json").unwrap().letters.is_empty());
    assert!(read(&"[".repeat(100_000), "a.json").is_err());
}

#[test]
fn what_is_there_already_is_not_taken_twice() {
    let now = Timestamp::UNIX_EPOCH;
    let table = "title,text,group,shortcut\nOne,first,Mine,;1\nTwo,second,Mine,;2\n";
    let imported = || OwnLetters::from(read(table, "a.csv").unwrap());
    let mut own = OwnLetters::default();
    assert_eq!(
        own.take(imported(), now),
        crate::packs::own::Taken { added: 2, same: 0, refused: Vec::new() }
    );
    let again = own.take(imported(), now);
    assert_eq!((again.added, again.same, own.letters.len(), own.groups.len()), (0, 2, 2, 1));
    let ids: Vec<_> = own.letters.iter().map(|own| own.letter.id.as_str()).collect();
    assert_eq!(ids, ["own-1", "own-2"]);
    let other = OwnLetters::from(read("title,text,shortcut\nThree,third,;1\n", "a.csv").unwrap());
    let taken = own.take(other, now);
    let reason = OwnError::ShortcutTaken { shortcut: ";1".to_owned(), title: "One".to_owned() };
    assert_eq!(taken.refused, [(Words::new("Three", "Three"), reason.to_string())]);
}

#[test]
fn a_file_overwrites_no_letter_of_the_shops_own() {
    let now = Timestamp::UNIX_EPOCH;
    let mut own = OwnLetters::default();
    own.take(OwnLetters::from(read("Mine,first\n", "a.csv").unwrap()), now);
    let mut evil = OwnLetter::new("own-1", OWN_GROUP);
    evil.letter.title = Words::new("x", "x");
    evil.texts.insert("en".to_owned(), vec!["other".to_owned()]);
    evil.base = Some(crate::packs::own::Base::default());
    let file = export::json(&OwnLetters { groups: Vec::new(), letters: vec![evil] }).unwrap();
    own.take(OwnLetters::from(read(&file, "a.json").unwrap()), now);
    assert_eq!(own.letters.len(), 2);
    assert_eq!(own.get("own-1").unwrap().texts["en"], ["first"]);
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ -~\n]{1,40}",
        "\\PC{1,30}",
        "(=|\\+|-|@|'|''=|\")[a-zA-Z0-9(),\"\n; ]{0,20}",
        "(Hi|您好) \\{\\{ (order\\.id|name) \\}\\}[a-z ,;\"]{0,9}",
    ]
}

fn letters() -> impl Strategy<Value = OwnLetters> {
    let letter = (
        text(),
        text(),
        proptest::collection::btree_map("(en|zh|de)", proptest::collection::vec(text(), 1..3), 1..3),
    )
        .prop_map(|(en, zh, texts)| {
            let mut own = OwnLetter::new("own-1", "own:g");
            own.letter.title = Words::new(en, zh);
            own.letter.tags = vec!["退款".to_owned(), "tag".to_owned()];
            own.letter.form = Form::Bare;
            own.earlier = vec![Version { texts: texts.clone(), ..Version::default() }];
            own.texts = texts;
            own
        });
    proptest::collection::vec(letter, 0..4).prop_map(|mut letters| {
        for (place, own) in letters.iter_mut().enumerate() {
            own.letter.id = format!("own-{}", place + 1);
            own.shortcut = format!(";{place}");
        }
        OwnLetters { groups: vec![OwnGroup { id: "own:g".to_owned(), name: "g".to_owned() }], letters }
    })
}

#[test]
fn a_brace_before_a_variable_stays_a_brace() {
    assert_eq!(placeholders::template("{{{a}}").words, "{{ '{' }}{{ a }}");
}

proptest! {
    #[test]
    fn json_comes_back_as_it_was(own in letters()) {
        let imported = read(&export::json(&own).unwrap(), "letters.json").unwrap();
        prop_assert!(imported.skipped.is_empty(), "{:?}", imported.skipped);
        prop_assert_eq!(OwnLetters::from(imported), own);
    }

    #[test]
    fn no_cell_of_a_table_is_a_formula_and_words_come_back(words in text(), title in "[a-z]{1,9}") {
        let words = words.replace("\r\n", "\n").trim().to_owned();
        prop_assume!(!words.is_empty());
        let mut own = OwnLetter::new("own-1", OWN_GROUP);
        own.letter.title = Words::new(title.clone(), title);
        own.texts.insert("en".to_owned(), vec![words.clone()]);
        let table = export::csv(&OwnLetters { groups: Vec::new(), letters: vec![own] }).unwrap();
        let mut reader = csv::Reader::from_reader(table.trim_start_matches('\u{feff}').as_bytes());
        for record in reader.records() {
            for cell in &record.unwrap() {
                prop_assert!(!cell.starts_with(['=', '+', '-', '@']), "{}", cell);
            }
        }
        let imported = read(&table, "a.csv").unwrap();
        // What looks like another program's sign is changed and named; all else is as it was.
        let plain = !words.contains(['{', '%', '$', '#']);
        if plain {
            prop_assert_eq!(&imported.letters[0].texts["en"], &vec![words]);
        }
    }

    #[test]
    fn any_text_is_no_panic(text in "\\PC{0,200}", file in "[a-z]{0,5}\\.(csv|json|txt|tsv)") {
        let _ = read(&text, &file);
        let _ = read(&format!("title,text\na,{text}\n"), "a.csv");
        if let Ok(json) = serde_json::to_string(&text) {
            let _ = read(&format!("[{{\"name\":{json},\"text\":{json},\"html\":{json}}}]"), "a.json");
        }
    }

    #[test]
    fn any_signs_make_a_valid_template_that_reads_the_same(
        text in "([a-z ]|\\{\\{|\\}\\}|\\{%|%\\}|\\{#|#\\}|\\{|\\}|%|'|-|\\$|#|\n){0,40}",
    ) {
        let text = text.trim();
        let words = placeholders::template(text).words;
        let environment = minijinja::Environment::empty();
        let template = environment.template_from_str(&words);
        prop_assert!(template.is_ok(), "{} became {}", text, words);
        let template = template.unwrap();
        if template.undeclared_variables(true).is_empty() {
            prop_assert_eq!(template.render(()).unwrap(), text, "by way of {}", words);
        }
    }
}
