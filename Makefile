# Every target makes its own environment in $(VENV) with any Python 3.11 or newer.
VENV ?= .venv
export VENV

.PHONY: demo test lint bench soak docs documents constraints dist clean

demo: $(VENV)/.installed
	$(VENV)/bin/reportedly read examples/osprey-harbour.txt
	test -d demo || $(VENV)/bin/reportedly init demo
	$(VENV)/bin/reportedly example demo
	$(VENV)/bin/reportedly add demo demo/velmora.csv
	$(VENV)/bin/reportedly incidents demo --reports 2
	$(VENV)/bin/reportedly incident demo "demo/velmora.csv row 1" --html demo/market.html
	@echo "Forty reports of an invented war lie in demo/, and the page of one incident in demo/market.html. Next, for example:"
	@echo "  $(VENV)/bin/reportedly incident demo \"demo/velmora.csv row 20\""
	@echo "  $(VENV)/bin/reportedly search demo \"certainty:denied\""
	@echo "  $(VENV)/bin/reportedly serve demo      (the same in the browser; at a terminal it is started now)"
	@echo "docs/tutorial.md goes through them in ten minutes, and reads them with the names that lie beside them (demo/velmora-names.tsv)."
	@if [ -t 0 ] && [ -t 1 ] && [ -z "$$CI" ]; then $(VENV)/bin/reportedly serve demo || :; fi

# A process a core, four at most: each holds the models.
test: $(VENV)/.ready
	$(VENV)/bin/python -m pytest -n auto --maxprocesses 4 --dist loadfile

lint: $(VENV)/.ready
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/mypy

# Our rows beside the peers' and the constants. Needs REPORTEDLY_CORPORA, the folder of the corpora.
bench: $(VENV)/.ready
	$(VENV)/bin/python -m benchmarks

# Hours of property tests and fuzzing; what it finds becomes a test.
soak: $(VENV)/.ready
	REPORTEDLY_SOAK=10000 $(VENV)/bin/python -m pytest -m "not floors" -p no:cacheprovider
	REPORTEDLY_REPLAYED=2000 $(VENV)/bin/python -m pytest tests/test_relinking.py -p no:cacheprovider
	.ci/venv $(VENV) soak editable
	$(VENV)/bin/python tests/fuzz/intake.py 3600

# The pages of docs/ as a site, built without a network and asking for none.
docs: $(VENV)/.ready
	$(VENV)/bin/zensical build --strict --clean
	@echo "The site lies in site/; to look at it: $(VENV)/bin/python -m http.server --directory site"

# What the documents show of the product, from the product: run it when output, records or knowledge have changed.
documents: $(VENV)/.ready
	$(VENV)/bin/python scripts/documents.py

# The versions that are known to work together, by name and number only.
constraints: $(VENV)/.ready
	$(VENV)/bin/python scripts/constraints.py > constraints.txt

# The wheels of both distributions, in `dist`, installed from there into an empty folder and tried.
dist: $(VENV)/.ready
	$(VENV)/bin/python scripts/dist.py

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(VENV)/.installed: pyproject.toml constraints.txt
	.ci/venv $(VENV) editable
	touch $@

$(VENV)/.ready: pyproject.toml constraints.txt
	.ci/venv $(VENV) dev editable
	touch $@ $(VENV)/.installed
