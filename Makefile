# make report: audits the sample data.  make test: everything that CI checks.
.PHONY: report program test lint unit-tests mutation-check schema-tests browser-tests sample rule-pages sample-data sample-data-check fuzz build-needs test-needs

# The sample report is made of what is in the repository alone: a fixed moment and a key that is no secret.
SAMPLE_RUN = SOURCE_DATE_EPOCH=1793516400 .build/release/orderaudit run SampleData --site SampleData/site.yaml \
	--key-file SampleData/pseudonym.key --all-verdicts

report: program
	@$(SAMPLE_RUN) --out Reports/latest
	@echo "$(CURDIR)/Reports/latest/report.html"

test: test-needs lint sample-data-check unit-tests mutation-check schema-tests browser-tests

lint:
	swift format lint --strict --recursive Package.swift Plugins Sources Tests

unit-tests:
	swift build --build-tests --explicit-target-dependency-import-check error
	swift test

# Changes every shipped rule in every small way; fails where examples notice less than 95 % or a claim is false. Thousands of
# judgings: an optimised build takes seconds where a debug build takes minutes.
mutation-check: program
	.build/release/orderaudit rules mutate

browser-tests: program
	.build/browser-tests/bin/python -m unittest discover --start-directory Tests/Browser --verbose

schema-tests:
	.build/browser-tests/bin/python -m unittest discover --start-directory Tests/Schemas

# Renews what is committed under Reports/sample; to be run and read after a change that shows in the report.
sample: program
	$(SAMPLE_RUN) --out Reports/sample

# Renews the Markdown page of every rule from its data, and the schemas that editors use.
rule-pages: program
	.build/release/orderaudit rules docs --to Sources/RulePacks/Packs
	.build/release/orderaudit rules schema --to Schemas

sample-data:
	python3 SampleData/generate

sample-data-check:
	python3 SampleData/generate --check

program: build-needs
	swift build -c release --product orderaudit

# Audits mutated sample data for a minute; ends with status 1 at the first crash, hang or account that does not add up.
fuzz: build-needs
	swift build -c release --product fuzz-exports
	.build/release/fuzz-exports SampleData $(or $(SECONDS),60) $(or $(SEED),1)

build-needs:
	@.ci/install libcsv-dev zlib1g-dev

# axe-core comes inside a package for another browser driver, of which nothing else is used.
test-needs: build-needs
	@.ci/install python3 python3-venv chromium chromium-driver poppler-utils
	@test -x .build/browser-tests/bin/python || python3 -m venv .build/browser-tests
	@.build/browser-tests/bin/python -c 'import selenium, axe_playwright_python, jsonschema, ruamel.yaml' 2>/dev/null || { \
		.build/browser-tests/bin/pip install --quiet selenium==4.51.0 jsonschema==4.26.0 ruamel.yaml==0.19.1 && \
		.build/browser-tests/bin/pip install --quiet --no-deps axe-playwright-python==0.1.8; }
