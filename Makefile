# rapporteur - Working Group reports in, a checked workbook out.
#
#   make run      install what is missing, build, read fixtures/inbox (or INBOX=dir), write digest.xlsx (or OUT=file)
#   make check    install what is missing, build, run every test
#   make help     the other targets

ifeq ($(origin CC),default)
CC := gcc
endif
PREFIX   ?= /usr/local
DESTDIR  ?=
INBOX    ?= fixtures/inbox
OUT      ?= digest.xlsx
JOBS     ?= $(shell nproc)
CORPUS   ?= ../shared/corpus
VERSION  := 0.1.0

BUILD    := build
BIN      := $(BUILD)/bin
PACKAGES := glib-2.0 gio-2.0 gio-unix-2.0 poppler-glib libpng lcms2 tesseract libqpdf hunspell libpcre2-8 libfyaml jansson sqlite3 libzip \
            xlsxwriter
CFLAGS   ?= -O2 -g
WARN     := -Wall -Wextra -Wshadow -Wconversion -Werror=implicit-function-declaration
CPPFLAGS += -I. -D_GNU_SOURCE -DRAPPORTEUR_VERSION='"$(VERSION)"'

# extractors/colours.h: the libraries shall find our cmsCreateTransform. COLOURS=keep leaves it out.
ifeq ($(COLOURS),keep)
CPPFLAGS += -DCOLOURS_KEEP
else
EXPORTS  := -Wl,--export-dynamic-symbol=cmsCreateTransform
endif

# Linked otherwise than by pkg-config's word: one has no file for it, and OCR is loaded only where a page needs it.
UNLINKED := xlsxwriter tesseract

# What needs the packages is asked of pkg-config only when something is built, so that `make deps` works on a bare machine.
PKG_CFLAGS = $(shell pkg-config --cflags $(filter-out xlsxwriter,$(PACKAGES)) | sed 's/-I/-isystem /g')
PKG_LIBS   = $(shell pkg-config --libs $(filter-out $(UNLINKED),$(PACKAGES))) -lxlsxwriter -lstemmer -lm -ldl
COMPILE    = $(CC) -std=gnu17 $(CFLAGS) $(WARN) $(CPPFLAGS) $(PKG_CFLAGS) -MMD -MP

# One archive a leaf: a call that goes against the direction of the includes fails to link.
MODEL_C      := extractors/document.c extractors/document_format.c extractors/json.c extractors/data_files.c extractors/labels.c \
                extractors/sentences.c
EXTRACTORS_C := $(filter-out $(MODEL_C),$(wildcard extractors/*.c))
RULES_C      := $(wildcard rules/*.c)
MAINS_C      := $(wildcard pipeline/rapporteur*.c)
PIPELINE_C   := $(filter-out $(MAINS_C),$(wildcard pipeline/*.c pipeline/*/*.c))
TESTS_C      := $(wildcard tests/test_*.c)

objects = $(patsubst %.c,$(BUILD)/obj/%.o,$(1))
MODEL      := $(BUILD)/lib/libmodel.a
EXTRACTORS := $(BUILD)/lib/libextractors.a
RULES      := $(BUILD)/lib/librules.a
PIPELINE   := $(BUILD)/lib/libpipeline.a
PROGRAMS   := $(patsubst pipeline/%.c,$(BIN)/%,$(MAINS_C))
TESTS      := $(patsubst tests/%.c,$(BUILD)/tests/%,$(TESTS_C))

all: $(PROGRAMS)

$(MODEL):      $(call objects,$(MODEL_C))
$(EXTRACTORS): $(call objects,$(EXTRACTORS_C))
$(RULES):      $(call objects,$(RULES_C))
$(PIPELINE):   $(call objects,$(PIPELINE_C))
$(MODEL) $(EXTRACTORS) $(RULES) $(PIPELINE):
	@mkdir -p $(@D)
	@rm -f $@
	@echo '  AR    $@'; $(AR) rcs $@ $^

# What is missing on a bare machine is said once, not by each compiler call.
toolchain:
	@pkg-config --exists $(filter-out xlsxwriter,$(PACKAGES)) 2>/dev/null || { echo "packages are missing: make deps installs them" >&2; exit 1; }

$(BUILD)/obj/%.o: %.c | toolchain
	@mkdir -p $(@D)
	@echo '  CC    $<'; $(COMPILE) -c -o $@ $<

# The catalogue's migrations, embedded as the rows of a table in the order of their numbers: a name, and its lines as strings.
MIGRATIONS := $(BUILD)/gen/migrations.inc
$(MIGRATIONS): $(sort $(wildcard pipeline/catalogue/migrations/*.sql))
	@mkdir -p $(@D)
	@echo '  GEN   $@'; for sql in $^; do \
	  echo "{\"$${sql##*/}\","; sed 's/[\\"]/\\&/g; s/.*/  "&\\n"/' $$sql; echo '},'; done >$@.part
	@mv $@.part $@
# The table of labels, embedded as strings, a line each.
LABELS := $(BUILD)/gen/labels.inc
$(LABELS): extractors/data/labels.txt
	@mkdir -p $(@D)
	@echo '  GEN   $@'; sed 's/[\\"]/\\&/g; s/.*/"&",/' $< >$@.part
	@mv $@.part $@
$(BUILD)/obj/extractors/labels.o: CPPFLAGS += -I$(BUILD)/gen
$(BUILD)/obj/extractors/labels.o: $(LABELS)
$(BUILD)/obj/pipeline/catalogue/catalogue.o: CPPFLAGS += -I$(BUILD)/gen
$(BUILD)/obj/pipeline/catalogue/catalogue.o: $(MIGRATIONS)

$(BIN)/%: $(BUILD)/obj/pipeline/%.o $(PIPELINE) $(RULES) $(EXTRACTORS) $(MODEL)
	@mkdir -p $(@D)
	@echo '  LINK  $@'; $(CC) $(CFLAGS) $(LDFLAGS) $(EXPORTS) -o $@ $^ $(PKG_LIBS)

$(BUILD)/tests/%: $(BUILD)/obj/tests/%.o $(PIPELINE) $(RULES) $(EXTRACTORS) $(MODEL)
	@mkdir -p $(@D)
	@echo '  LINK  $@'; $(CC) $(CFLAGS) $(LDFLAGS) $(EXPORTS) -o $@ $^ $(PKG_LIBS) -lcmocka

-include $(shell find $(BUILD)/obj -name '*.d' 2>/dev/null)

# --- what a fresh Debian 12 lacks. Installed only where something is missing; without root, by sudo.

BUILD_DEPS := gcc libc6-dev pkg-config libglib2.0-dev libpoppler-glib-dev poppler-data libpng-dev liblcms2-dev libtesseract-dev \
              tesseract-ocr-osd tesseract-ocr-eng tesseract-ocr-fra tesseract-ocr-spa tesseract-ocr-rus tesseract-ocr-ara \
              tesseract-ocr-chi-sim libqpdf-dev libhunspell-dev hunspell-en-gb \
              hunspell-en-us hunspell-es hunspell-fr hunspell-ru libpcre2-dev libfyaml-dev libjansson-dev libsqlite3-dev libzip-dev \
              libxlsxwriter-dev libstemmer-dev lowdown
CHECK_DEPS := $(BUILD_DEPS) libcmocka-dev python3 python3-openpyxl python3-jsonschema mupdf-tools iso-codes chromium chromium-driver
BENCH_DEPS := $(CHECK_DEPS) poppler-utils python3-pdfminer python3-fitz

SUBMAKE = $(MAKE) --no-print-directory -s $(if $(findstring j,$(MAKEFLAGS)),,-j$(JOBS))

# $(call install_missing,PACKAGES)
define install_missing
	@missing=$$(for p in $(1); do dpkg-query -W -f '$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || echo $$p; done); \
	if [ -n "$$missing" ]; then \
	  if [ "$$(id -u)" = 0 ]; then as_root=; else as_root=sudo; fi; \
	  if [ -n "$$as_root" ] && ! command -v sudo >/dev/null; then \
	    echo "packages are missing, and there is no sudo: as root, run here: make deps" >&2; exit 1; fi; \
	  echo "installing" $$missing; \
	  $$as_root apt-get update -q && $$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends $$missing; \
	fi
endef

deps:
	$(call install_missing,$(CHECK_DEPS))
build-deps:
	$(call install_missing,$(BUILD_DEPS))
bench-deps:
	$(call install_missing,$(BENCH_DEPS))

inbox:
	@[ -e "$(INBOX)" ] || { echo "there is no $(INBOX): give the folder with the PDFs as INBOX=" >&2; exit 1; }

# Each in a make of its own: pkg-config answers differently once the packages are there.
run: inbox build-deps
	@$(SUBMAKE) all
	@rm -rf $(BUILD)/home
	@$(BIN)/rapporteur run --home $(BUILD)/home --output "$(OUT)" "$(INBOX)" || [ $$? -eq 1 ]

check: deps
	@$(SUBMAKE) all tests
	@tests/run

tests: $(TESTS)

layers:
	@tests/layers.sh

score: deps
	@$(SUBMAKE) all
	@tests/score $(CORPUS)

boxes: deps
	@$(SUBMAKE) all
	@for what in "" --blocks; do tests/boxes.py $$what $(wildcard fixtures/inbox $(CORPUS)/upr $(CORPUS)/bodies $(CORPUS)/un2025) || exit; done

bench: bench-deps
	@$(SUBMAKE) all
	@tests/bench.py $(CORPUS)
	@tests/bench_years.py

fixtures:
	fixtures/recipe.sh

asan:
	@$(SUBMAKE) BUILD=build-asan CFLAGS='-O1 -g -fsanitize=address,undefined -fno-omit-frame-pointer' all tests
	@BUILD=build-asan TEST_TIMEOUT=$${TEST_TIMEOUT:-900} LSAN_OPTIONS=suppressions=$(CURDIR)/tests/lib/leaks.supp:print_suppressions=0 tests/run

# --- the manual: what docs/ says, as a page for man(1)

MANUALS := $(BUILD)/man/rapporteur-rules.5
$(BUILD)/man/rapporteur-rules.5: docs/rules.md
	@mkdir -p $(@D)
	@echo '  MAN   $@'; { printf '# NAME\n\nrapporteur-rules - the language of rule packs\n\n'; cat $<; } | \
	  lowdown -s -Tman -m title:rapporteur-rules -m section:5 -m source:"rapporteur $(VERSION)" >$@.part && mv $@.part $@
manual: $(MANUALS)

DATA := $(wildcard extractors/data/* pipeline/evidence/site/* rules/data/*.yaml rules/data/*/*.yaml) $(shell find rules/packs -type f)

install: all $(MANUALS)
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install $(PROGRAMS) "$(DESTDIR)$(PREFIX)/bin"
	install -D -m 644 -t "$(DESTDIR)$(PREFIX)/share/man/man5" $(MANUALS)
	@for f in $(DATA); do install -D -m 644 $$f "$(DESTDIR)$(PREFIX)/share/rapporteur/$$f" || exit; done

clean:
	rm -rf $(BUILD) build-asan

help:
	@sed -n '2,/^$$/s/^# \{0,1\}//p' Makefile
	@echo 'also: all deps manual layers score boxes bench fixtures asan install clean'

.PHONY: manual all toolchain inbox deps build-deps bench-deps run check tests layers score boxes bench fixtures asan install clean help
.SECONDARY:
