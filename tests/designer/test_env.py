"""The readers of the environment: they fail loudly, with a sentence."""

import stat
from pathlib import Path

import pytest

from designer import env


@pytest.fixture(autouse=True)
def given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", " 8001 ")
    monkeypatch.setenv("DEBUG", "yes")
    monkeypatch.setenv("HOSTS", "a.example, b.example,")
    monkeypatch.setenv("EMPTY", "")


def test_what_is_given_is_read() -> None:
    assert env.number("PORT", 8000) == 8001
    assert env.switch("DEBUG", default=False) is True
    assert env.words("HOSTS") == ["a.example", "b.example"]


def test_what_is_empty_or_absent_takes_the_default() -> None:
    assert env.number("EMPTY", 8000) == 8000
    assert env.switch("ABSENT", default=True) is True
    assert env.words("EMPTY", ("localhost",)) == ["localhost"]
    assert env.text("ABSENT", "x") == "x"


@pytest.mark.parametrize("wrong", ["eight", "-1", "0", "1.5", "٣"])
def test_a_wrong_number_stops_the_start(wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", wrong)
    with pytest.raises(env.BadEnvironment, match="PORT must be a whole number of at least 1"):
        env.number("PORT", 8000, at_least=1)


def test_a_wrong_switch_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEBUG", "maybe")
    with pytest.raises(env.BadEnvironment, match="DEBUG must be true or false"):
        env.switch("DEBUG", default=False)


def test_a_folder_is_made(tmp_path: Path) -> None:
    assert env.folder("ABSENT", tmp_path / "a" / "b").is_dir()


def test_a_folder_that_cannot_be_made_stops_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "file" / "folder"))
    with pytest.raises(env.BadEnvironment, match=r"DATA_DIR: the folder .* cannot be made"):
        env.folder("DATA_DIR", tmp_path)


def test_the_secret_is_made_once_and_read_by_its_owner_only(tmp_path: Path) -> None:
    kept_in = tmp_path / "secret_key"
    made = env.secret("ABSENT", kept_in)
    assert len(made) >= 50
    assert env.secret("ABSENT", kept_in) == made
    assert stat.S_IMODE(kept_in.stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["secret_key"]


def test_a_given_secret_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "given")
    assert env.secret("SECRET_KEY", tmp_path / "secret_key") == "given"
    assert not (tmp_path / "secret_key").exists()


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.0.1", "::1", "[::1]", "localhost"])
def test_this_machine_is_known_by_its_names(host: str) -> None:
    assert env.is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.0.0.1", "designer.example", ""])
def test_every_other_host_may_be_reached_by_others(host: str) -> None:
    assert not env.is_loopback(host)
