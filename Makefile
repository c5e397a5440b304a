# make run · make test · make lint · make bench · make soak · make fmt · make lock · make clean

.ONESHELL:
SHELL := /bin/sh
.PHONY: run test

PYTHON := .venv/bin/python

.venv/.stamps/dev: requirements-dev.txt
	test -x $(PYTHON) || python3 -m venv .venv
	.venv/bin/pip install -q --require-hashes -r requirements-dev.txt
	mkdir -p $(@D) && touch $@

test: .venv/.stamps/dev
	.venv/bin/pytest
