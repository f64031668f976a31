package modulesize

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
)

// Identifiers of the sections of a WebAssembly module that are looked at.
const (
	customSection = 0
	importSection = 2
	codeSection   = 10
	dataSection   = 11
)

// functionImport is the kind of an import that takes a function index.
const functionImport = 0

// functionNames is the subsection of the name section that names functions.
const functionNames = 1

// function is the code of one function, by the name that the linker gave it.
type function struct {
	name string
	code []byte
}

// module is what is known of a WebAssembly module that was linked with its names.
type module struct {
	functions []function
	// data is the content of the data section: strings, types and the tables of the runtime.
	data []byte
}

var errCut = errors.New("it ends too early")

// reader reads the binary format. After its first error it gives zeros.
type reader struct {
	rest []byte
	err  error
}

func (r *reader) fail(err error) {
	if r.err == nil {
		r.err = err
	}
	r.rest = nil
}

func (r *reader) number() int {
	n, size := binary.Uvarint(r.rest)
	if size <= 0 || n > 1<<31 {
		r.fail(errCut)
		return 0
	}
	r.rest = r.rest[size:]
	return int(n)
}

func (r *reader) take(n int) []byte {
	if n > len(r.rest) {
		r.fail(errCut)
		return nil
	}
	taken := r.rest[:n]
	r.rest = r.rest[n:]
	return taken
}

// block reads bytes that stand behind their length.
func (r *reader) block() []byte { return r.take(r.number()) }

// readModule reads the parts of a module that its size is attributed by. It wants the name section.
func readModule(wasm []byte) (*module, error) {
	m, err := parseModule(wasm)
	if err != nil {
		return nil, fmt.Errorf("reading the module: %w", err)
	}
	return m, nil
}

func parseModule(wasm []byte) (*module, error) {
	body, ok := bytes.CutPrefix(wasm, []byte("\x00asm\x01\x00\x00\x00"))
	if !ok {
		return nil, errors.New("it is no WebAssembly module")
	}
	m := &module{}
	imported := 0
	var bodies [][]byte
	var names map[int]string
	r := &reader{rest: body}
	for len(r.rest) > 0 {
		id := r.take(1)[0]
		s := &reader{rest: r.block()}
		switch id {
		case customSection:
			if string(s.block()) == "name" {
				names = readNames(s)
			}
		case importSection:
			imported = countImportedFunctions(s)
		case codeSection:
			for range s.number() {
				bodies = append(bodies, s.block())
			}
		case dataSection:
			m.data = s.rest
		}
		if s.err != nil {
			r.fail(fmt.Errorf("section %d: %w", id, s.err))
		}
	}
	if r.err != nil {
		return nil, r.err
	}
	if names == nil {
		return nil, errors.New("it has no name section: link it without -s and -w")
	}
	for i, code := range bodies {
		m.functions = append(m.functions, function{names[imported+i], code})
	}
	return m, nil
}

func countImportedFunctions(r *reader) int {
	count := 0
	for range r.number() {
		r.block()
		r.block()
		kind := r.take(1)
		if r.err != nil {
			return 0
		}
		if kind[0] != functionImport {
			r.fail(errors.New("an import is no function"))
			return 0
		}
		r.number()
		count++
	}
	return count
}

func readNames(r *reader) map[int]string {
	names := map[int]string{}
	for len(r.rest) > 0 {
		kind := r.take(1)
		s := &reader{rest: r.block()}
		if r.err != nil || kind[0] != functionNames {
			continue
		}
		for range s.number() {
			index := s.number()
			names[index] = string(s.block())
		}
		if s.err != nil {
			r.fail(s.err)
		}
	}
	return names
}
