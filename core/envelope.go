package core

import (
	"qqmusicpm/core/internal/jsondoc"
)

// MaxBatch is how many calls one request can carry (docs/protocol.md §8).
const MaxBatch = 20

// AppendRequest appends the body of one request: comm, then the calls as req_0, req_1 and so on (docs/protocol.md §1).
func AppendRequest(dst []byte, comm []byte, calls ...*Call) []byte {
	if dst == nil {
		dst = make([]byte, 0, len(comm)+sizeOf(calls))
	}
	w := jsondoc.Writer{Text: dst}
	w.Raw(`{"comm":`)
	w.Bytes(comm)
	writeCalls(&w, calls)
	return w.Text
}

// sizeOf is how long a request with these calls is, without its comm.
func sizeOf(calls []*Call) int {
	size := 16
	for _, call := range calls {
		size += len(call.param) + len(call.spec.module) + len(call.method) + 56
	}
	return size
}

// writeCalls writes what follows comm.
func writeCalls(w *jsondoc.Writer, calls []*Call) {
	for i, call := range calls {
		w.Raw(`,"req_`)
		w.Int(int64(i))
		w.Raw(`":{"module":"`)
		w.Raw(call.spec.module)
		w.Raw(`","method":"`)
		w.Raw(call.method)
		w.Raw(`","param":`)
		w.Bytes(call.param)
		w.Byte('}')
	}
	w.Byte('}')
}

func requestName(i int) string { return "req_" + digits(int64(i)) }

// Answer is what the gateway said to one call.
type Answer struct {
	_    incomparable
	call *Call
	doc  *jsondoc.Document
	// data is the node of the answer's data, 0 when it has none.
	data uint32
	err  error
}

// ParseResponse reads the body of an answer to calls and returns one Answer
// for each, in their order. Its error is about the answer as a whole: a
// *DataError or a *GatewayError. A refusal of one call is in its Answer.
// The body is kept: it must not be changed while the answers are used.
func ParseResponse(body []byte, calls ...*Call) ([]Answer, error) {
	doc := new(jsondoc.Document)
	if len(body) == 0 {
		return nil, dataError("", "the answer is empty")
	}
	if err := doc.Parse(body); err != nil {
		problem := dataError("", "the answer is "+err.Error())
		problem.Cause = err
		return nil, problem
	}
	if doc.Nodes[0].Kind != jsondoc.Object {
		return nil, dataError("", "the answer is "+kindNames[doc.Nodes[0].Kind]+", not an object")
	}
	d := decoder{doc: doc}
	outer := d.code(doc.Member(0, "code"))
	if err := d.err(); err != nil {
		return nil, err
	}
	if outer != 0 {
		return nil, &GatewayError{Fault{Code: outer, Message: "the gateway refused the request with code " + digits(outer)}}
	}
	answers := make([]Answer, len(calls))
	for i, call := range calls {
		a, name := &answers[i], requestName(i)
		a.call, a.doc = call, doc
		a.read("/"+name, doc.Member(0, name))
	}
	return answers, nil
}

// read looks at the answer's own code.
func (a *Answer) read(path string, child uint32) {
	d := decoder{doc: a.doc}
	switch {
	case child == 0:
		a.err = dataError(path, "the answer to this call is missing")
	case a.doc.Nodes[child].Kind != jsondoc.Object:
		a.err = dataError(path, "the answer to this call is not an object")
	default:
		code := d.code(a.doc.Member(child, "code"))
		a.data = a.doc.Member(child, "data")
		if a.err = d.err(); a.err == nil && code != 0 {
			a.err = a.refusal(code)
		}
	}
	if a.err != nil {
		a.err = a.name(a.err)
	}
}

// code reads a result code, which is stricter than a model's integer: only a missing one counts as 0.
func (d *decoder) code(i uint32) int64 {
	k := d.kind(i)
	if i != 0 && k == jsondoc.Null || k == jsondoc.True || k == jsondoc.False || k == jsondoc.String && d.doc.Equal(i, "") {
		d.mismatch(i, "an integer")
	}
	return d.int(i, 0)
}

func (a *Answer) refusal(code int64) error {
	var data RawObject
	feedbackURL := ""
	if a.data != 0 && a.doc.Nodes[a.data].Kind == jsondoc.Object {
		p := printer{decoder: decoder{doc: a.doc}}
		p.exact(a.data)
		data = p.Text
		if i := a.doc.Member(a.data, "feedbackURL"); i != 0 && a.doc.Nodes[i].Kind == jsondoc.String {
			feedbackURL = a.doc.String(i)
		}
	}
	return refusal(a.call.spec, code, data, feedbackURL)
}

// name puts the call's name into an error, and whether the call may have been carried out:
// an answer that cannot be read says nothing about that.
//
//go:noinline // as named
func (a *Answer) name(err error) error {
	f, err := amended(err)
	f.Call = a.call.Name()
	_, unreadable := err.(*DataError)
	f.MaybeSent = unreadable && a.call.Writes()
	return err
}

// Err returns why the call failed, nil when it succeeded.
func (a *Answer) Err() error { return a.err }

// PublicJSON returns the answer's model as public JSON: camelCase names, every
// field present, integers beyond 2^53-1 as strings of their digits.
func (a *Answer) PublicJSON() ([]byte, error) {
	if a.err != nil {
		return nil, a.err
	}
	p := a.printer()
	p.model(a.call.spec.answer, a.data)
	return a.printed(p)
}

// RawJSON returns the answer's data with the gateway's own names, integers
// beyond 2^53-1 as strings of their digits.
func (a *Answer) RawJSON() ([]byte, error) {
	if a.err != nil {
		return nil, a.err
	}
	p := a.printer()
	p.object(a.data)
	return a.printed(p)
}

// printer has room for the public names, which are longer than the gateway's here and there.
func (a *Answer) printer() *printer {
	p := &printer{decoder: decoder{doc: a.doc}}
	n := &a.doc.Nodes[a.data]
	p.Grow(int(n.End-n.Start) + 512)
	return p
}

func (a *Answer) printed(p *printer) ([]byte, error) {
	if err := p.err(); err != nil {
		return nil, a.name(err)
	}
	return p.Text, nil
}

// decodeAnswer reads an answer into its model struct.
func decodeAnswer[T any, P decodable[T]](a *Answer) (*T, error) {
	if a.err != nil {
		return nil, a.err
	}
	d := decoder{doc: a.doc}
	v := new(T)
	P(v).decode(&d, a.data)
	if err := d.err(); err != nil {
		return nil, a.name(err)
	}
	return v, nil
}
