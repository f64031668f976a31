# `make` or `make help` lists the targets. Needs Go, Node with npm, make and git; the rest is fetched when it is wanted.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules --no-print-directory

PORT ?= 8787
export PORT

# A go.work in a folder above is about other projects.
export GOWORK := off

# How the module is built, for `build` and for the empty program that `size` compares it with.
# The tag smallmodule leaves the packages time and context out: see internal/small.
WASM_FLAGS := -trimpath -buildvcs=false -tags=smallmodule -ldflags='-s -w'

# Before anything else, what is missing is named with its remedy.
ifneq ($(filter-out help clean,$(MAKECMDGOALS)),)
ifneq ($(shell tools/check-tools.sh >&2 && echo ready),ready)
$(error What is missing stands above)
endif
endif

# Says what to do when a module cannot be fetched.
GO := tools/with-remedy.sh go

WASM_EXEC := $(shell go env GOROOT 2>/dev/null)/lib/wasm/wasm_exec.js
TOOLS     := bin/actionlint bin/wasmbrowsertest bin/staticcheck bin/govulncheck bin/runtests
WEB_FILES := $(shell find web -type f -not -path 'web/node_modules/*' -not -path 'web/test-results/*' -not -path 'web/playwright-report/*' 2>/dev/null)
PRODUCTS  := dist/npm/package.json dist/site/index.html dist/extension/manifest.json

##@ Use it
.PHONY: run dev build example
run: dist/.built bin/demo ## Start the demo with sample data on 127.0.0.1:8787 (PORT=9000 for another port)
	@./bin/demo

dev: bin/qqmusicpm.wasm bin/demo web/wasm_exec.js web/node_modules/.stamp ## Start the demo from the source: what is saved is in the page at once, TypeScript and Go (PORT=9000)
	@npm --prefix web run --silent dev

build: dist/.built ## Make dist/npm, dist/site and dist/extension
	@echo "build: dist/ is up to date"

example: dist/.built bin/demo ## Run an example against the simulator (NAME=plain-page, ARGS="..." for its own options)
	@node examples/run.mjs $(NAME) $(ARGS)

##@ Check it
.PHONY: test test-firefox test-firefox-extension test-webkit test-environments lint fuzz mutants size bench soak storm screenshots
test: modules dist/.built bin/demo $(TOOLS) web/node_modules/.stamp ## Run every test, in Go and in Chromium, some in Firefox (SUITES="go fuzz" for some, FUZZTIME=3s)
	@bin/runtests -fuzztime $(or $(FUZZTIME),3s) $(SUITES)

test-firefox: dist/.built bin/demo web/node_modules/.stamp ## Run every browser test in Firefox too
	@tools/ensure-firefox.sh
	@npm --prefix web run --silent test:firefox

test-environments: dist/.built bin/demo web/test-results/environments/node_modules/.stamp ## Try the package in Next.js, jest, Parcel, Rollup, Bun, Deno, Workers (900 MB of tools)
	@tools/ensure-chromium.sh
	@npm --prefix web run --silent test:environments

test-firefox-extension: dist/.built bin/demo web/node_modules/.stamp ## Try the extension in Firefox
	@tools/ensure-firefox.sh
	@npm --prefix web run --silent test:firefox-extension

test-webkit: dist/.built bin/demo web/node_modules/.stamp ## Try the package, the inbox and the console in WebKit, the engine of Safari
	@tools/ensure-webkit.sh
	@npm --prefix web run --silent test:webkit

lint: modules $(TOOLS) web/node_modules/.stamp ## Run every static check
	@tools/lint.sh

fuzz: modules bin/runtests ## Search for inputs that break the parsers (FUZZTIME=1m for each of them)
	@bin/runtests -fuzztime $(or $(FUZZTIME),1m) fuzz

mutants: modules bin/mutants bin/gremlins bin/qqmusicpm.wasm bin/demo web/wasm_exec.js web/node_modules/.stamp web/test-results/mutants/node_modules/.stamp ## Change the code a little, thousands of times, and name the changes no test notices (SCOPE="core sdk")
	@nice bin/mutants $(SCOPE)

size: bin/qqmusicpm.wasm ## Weigh the module against its budget
	@echo "size: comparing with an empty Go program built the same way"
	@$(GO) run ./internal/modulesize/cmd $< $(WASM_FLAGS)

bench: dist/.built bin/demo web/node_modules/.stamp ## Measure speed and size beside their floors, into bench/ (BENCH_QUICK=1 for a try, ROWS="kept search" for some)
	@tools/ensure-chromium.sh
	@npm --prefix web run --silent bench -- $(ROWS)

soak: dist/.built bin/demo web/node_modules/.stamp ## Watch memory while inbox and SDK work for ten minutes (MINUTES=1, RUNS=5)
	@tools/ensure-chromium.sh
	@npm --prefix web run --silent soak

storm: dist/.built bin/demo web/node_modules/.stamp ## Send 10,000 messages while everything goes wrong (SENDS=500, SEED=1)
	@npm --prefix web run --silent storm

# For bench: the sizes and what each package costs, as JSON, and the empty program as the file EMPTY.
.PHONY: bench-size bench-empty
bench-size: bin/qqmusicpm.wasm
	@$(GO) run ./internal/modulesize/cmd -json $< $(WASM_FLAGS)

bench-empty:
	@$(GO) run ./internal/modulesize/cmd -empty '$(EMPTY)' -- $(WASM_FLAGS)

screenshots: dist/.built bin/demo web/test-results/pictures/node_modules/.stamp ## Take the pictures of the READMEs and of the extension stores
	@tools/ensure-chromium.sh
	@npm --prefix web run --silent screenshots

##@ Keep house
.PHONY: release wasm-exec clean help
release: bin/release ## Make the files of a release in dist/release, twice, and compare (VERSION=0.2.0)
	@bin/release $(VERSION)

wasm-exec: web/wasm_exec.js ## Copy wasm_exec.js from the Go toolchain, after an upgrade of Go
	@echo "wasm-exec: $< is this Go version's"

clean: ## Remove what was built
	@echo "clean: removing bin/ dist/ web/node_modules/ web/test-results/"
	@rm -rf bin dist web/node_modules web/test-results

help: ## Show this list
	@awk -F ':.*## ' '/^##@/ { printf "\n%s\n", substr($$0, 5) } /^[a-z-]+:.*## / { printf "  make %-24s%s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# Files. The go command knows best what is out of date: it is always asked,
# and a file that would not change keeps its time, so that nothing follows from it.

.PHONY: FORCE
FORCE:

bin/qqmusicpm.wasm: FORCE
	@mkdir -p bin
	@GOOS=js GOARCH=wasm $(GO) build $(WASM_FLAGS) -o $@.new ./wasm
	@if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; echo "build: $@"; fi

bin/notices: FORCE
	@mkdir -p bin
	@$(GO) build -C tools -trimpath -buildvcs=false -o ../$@.new ./notices
	@if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi

bin/module-licenses.json: FORCE bin/notices
	@GOOS=js GOARCH=wasm bin/notices list $(WASM_FLAGS) ./wasm > $@.new
	@if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi

bin/demo: FORCE
	@$(GO) build -buildvcs=false -o $@ ./cmd/demo

bin/runtests: FORCE
	@$(GO) build -C tools -buildvcs=false -o ../$@ ./runtests

bin/mutants: FORCE
	@$(GO) build -C tools -buildvcs=false -o ../$@ ./mutants

bin/release: FORCE
	@$(GO) build -C tools -buildvcs=false -o ../$@ ./release

# What the tests use too, which no build needs.
.PHONY: modules
modules:
	@$(GO) mod download

# Neither is in tools/go.mod: the modules of each would be there for its target alone.
bin/gremlins: Makefile
	@echo "tools: building $@"
	@GOBIN="$$PWD/bin" GOFLAGS= $(GO) install github.com/go-gremlins/gremlins/cmd/gremlins@v0.6.0
	@touch $@

bin/cyclonedx-gomod: Makefile
	@echo "tools: building $@"
	@GOBIN="$$PWD/bin" GOFLAGS= $(GO) install github.com/CycloneDX/cyclonedx-gomod/cmd/cyclonedx-gomod@v1.10.0
	@touch $@

bin/%: tools/go.mod tools/go.sum
	@echo "tools: building $@"
	@tool=$$($(GO) -C tools list -f '{{.ImportPath}}' tool | grep '/$*$$') && $(GO) build -C tools -o ../$@ "$$tool"
	@touch $@

web/wasm_exec.js: $(WASM_EXEC) FORCE
	@cmp -s $< $@ || { cp $< $@; echo "build: $@ taken from $$(go env GOVERSION)"; }

# Installs what a lock file names.
npm_ci = tools/with-remedy.sh npm --prefix $(1) ci --no-audit --no-fund --loglevel=error >/dev/null

web/node_modules/.stamp: web/package.json web/package-lock.json
	@echo "web: installing npm packages"
	@PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 $(call npm_ci,web)
	@touch $@

# The tools of test-environments, too many and too large for every test run.
web/test-results/environments/node_modules/.stamp: web/e2e/environments/package.json web/e2e/environments/package-lock.json
	@echo "web: installing what the environments need"
	@mkdir -p web/test-results/environments
	@cp $^ web/test-results/environments
	@$(call npm_ci,web/test-results/environments)
	@touch $@

# sharp, which writes pictures in motion and small ones for screenshots.
web/test-results/pictures/node_modules/.stamp: web/pictures/package.json web/pictures/package-lock.json
	@echo "web: installing what writes pictures"
	@mkdir -p web/test-results/pictures
	@cp $^ web/test-results/pictures
	@$(call npm_ci,web/test-results/pictures)
	@touch $@

# Stryker, which changes the TypeScript for mutants.
web/test-results/mutants/node_modules/.stamp: web/mutants/package.json web/mutants/package-lock.json
	@echo "web: installing Stryker"
	@mkdir -p web/test-results/mutants
	@cp $^ web/test-results/mutants
	@$(call npm_ci,web/test-results/mutants)
	@touch $@

# The web build is also run again when one of its products was taken away.
ifneq ($(words $(wildcard $(PRODUCTS))),$(words $(PRODUCTS)))
.PHONY: dist/.built
endif
dist/.built: bin/qqmusicpm.wasm bin/notices bin/module-licenses.json web/wasm_exec.js web/node_modules/.stamp $(WEB_FILES)
	@echo "build: dist/"
	@npm --prefix web run --silent build
	@mkdir -p dist
	@touch $@
