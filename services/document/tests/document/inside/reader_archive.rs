//! `reader::archive`, from inside.

use greffe_document::inside::reader::archive::of_xml;

#[test]
fn words_are_read_a_paragraph_a_line() {
    let xml = "<w:p><w:r><w:t>Vu l&#8217;article</w:t><w:tab/><w:t xml:space=\"preserve\">978 &amp; 979</w:t></w:r></w:p><w:p><w:t>Fin</w:t></w:p>";
    assert_eq!(of_xml(xml), "Vu l’article 978 & 979\nFin\n");
}
