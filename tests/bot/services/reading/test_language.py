import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.reading.language import language_of
from tests.web.pages import PARAGRAPHS

TEXTS = {
    "en": " ".join(PARAGRAPHS),
    "de": "Der Rat hat am Dienstag beschlossen, die alte Brücke für Autos zu sperren, weil sie "
    "nicht mehr sicher ist und die Reparatur noch zwei Jahre dauern wird.",
    "fr": "Le conseil a décidé mardi de fermer le vieux pont aux voitures, car il n'est plus sûr "
    "et les travaux vont durer deux ans, selon la maire de la ville.",
    "es": "El consejo decidió el martes cerrar el viejo puente a los coches porque no es seguro y "
    "las obras van a durar dos años, según la alcaldesa de la ciudad.",
    "pl": "Rada miasta zdecydowała we wtorek, że stary most nie jest już bezpieczny i będzie "
    "zamknięty dla samochodów, a naprawa może potrwać do dwóch lat, jak się uważa.",
    "ru": "Совет города решил во вторник закрыть старый мост для автомобилей на два года.",
    "zh": "市议会星期二决定关闭旧桥禁止汽车通行维修需要两年时间。",
    "ja": "市議会は火曜日、古い橋を自動車に対して閉鎖することを決めました。",
    "ar": "قرر المجلس يوم الثلاثاء إغلاق الجسر القديم أمام السيارات لمدة عامين.",
}  # fmt: skip


@pytest.mark.parametrize("language", TEXTS)
def test_a_language_is_told_by_its_small_words_or_its_script(language):
    assert language_of(TEXTS[language]) == language


def test_names_alone_are_no_language():
    assert language_of("Ann Poe, Sam Roe, Jo Doe") is None
    assert (
        language_of("Ardley Bexham Corby Derrow Ewell Farnham Garth Hove Ilford Jarrow " * 3)
        is None
    )


@given(st.text())
def test_any_text_has_a_language_or_none(text):
    assert language_of(text) is None or len(language_of(text)) == 2
