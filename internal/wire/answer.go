package wire

import "qqmusicpm/internal/jsondoc"

// Envelope is the body of an answer to one request.
type Envelope struct {
	doc *jsondoc.Document
	// Code is the code of the request as a whole, 0 when it was let in.
	Code int64
	// TraceID is what the service could look the request up by, "" when it gave nothing.
	TraceID string
}

// byteOrderMark may stand in front of a body.
const byteOrderMark = "\uFEFF"

// WithoutMark is a body without its byte-order mark.
func WithoutMark(body []byte) []byte {
	if len(body) >= len(byteOrderMark) && string(body[:len(byteOrderMark)]) == byteOrderMark {
		return body[len(byteOrderMark):]
	}
	return body
}

// ReadEnvelope reads the body of an answer. The body is kept: it must not be changed while answers in it are used.
func ReadEnvelope(body []byte) (Envelope, *DataError) {
	doc := new(jsondoc.Document)
	e := Envelope{doc: doc}
	if body = WithoutMark(body); len(body) == 0 {
		return e, dataError("", "the answer is empty")
	}
	if err := doc.Parse(body); err != nil {
		problem := dataError("", "the answer is "+err.Error())
		problem.Cause = err
		return e, problem
	}
	if doc.Nodes[0].Kind != jsondoc.Object {
		return e, dataError("", "the answer is "+kinds[doc.Nodes[0].Kind].article+", not an object")
	}
	d := Decoder{doc: doc}
	e.Code = d.code(doc.Member(0, "code"))
	if i := doc.Member(0, "traceid"); d.kind(i) == jsondoc.String || d.kind(i) == jsondoc.Number {
		e.TraceID = d.str(i)
	}
	return e, d.Fatal(true)
}

// Answer is what the gateway said to one call.
type Answer struct {
	call *Call
	doc  *jsondoc.Document
	// data is the node of the answer's data, 0 when it has none.
	data uint32
	// printed is the public JSON, once it was made.
	printed *printer
}

// Answer returns the answer to call, which was req_i of the request, and its code, 0 when it succeeded.
func (e Envelope) Answer(i int, call *Call) (answer Answer, code int64, problem *DataError) {
	name := "req_" + Digits(int64(i))
	child := e.doc.Member(0, name)
	answer = Answer{call: call, doc: e.doc}
	switch {
	case child == 0:
		return answer, 0, dataError("/"+name, "the answer to this call is missing")
	case e.doc.Nodes[child].Kind != jsondoc.Object:
		return answer, 0, dataError("/"+name, "the answer to this call is not an object")
	}
	d := Decoder{doc: e.doc}
	code = d.code(e.doc.Member(child, "code"))
	answer.data = e.doc.Member(child, "data")
	return answer, code, d.Fatal(true)
}

// code reads a result code, which is stricter than a model's integer: only a missing one counts as 0.
func (d *Decoder) code(i uint32) int64 {
	if k := d.kind(i); i != 0 && k == jsondoc.Null || k == jsondoc.True || k == jsondoc.False || k == jsondoc.String && d.doc.Equal(i, "") {
		d.fail(i, expectInteger)
		return 0
	}
	return d.Integer(i, 0)
}

// Decoder returns a reader of the answer's data, and its node.
func (a *Answer) Decoder() (d Decoder, data uint32) { return Decoder{doc: a.doc}, a.data }

// Data copies the answer's data, nil when it is no object.
func (a *Answer) Data() []byte {
	d, data := a.Decoder()
	return d.Object(data)
}

// DataText returns the text that the answer's data has under a name, "" when it has none there.
func (a *Answer) DataText(name string) string {
	if a.data != 0 && a.doc.Nodes[a.data].Kind == jsondoc.Object {
		return textAt(a.doc, a.doc.Member(a.data, name))
	}
	return ""
}

// textAt returns the text of node i, "" when it is none.
func textAt(doc *jsondoc.Document, i uint32) string {
	if i != 0 && doc.Nodes[i].Kind == jsondoc.String {
		return doc.String(i)
	}
	return ""
}

// PublicJSON returns the answer's model as public JSON: camelCase names, every field
// present, integers beyond 2^53-1 as strings of their digits, and problems where a value
// could not be read. strict makes the first of these an error.
func (a *Answer) PublicJSON(strict bool) ([]byte, *DataError) {
	p := a.public()
	if problem := p.Fatal(strict); problem != nil {
		return nil, problem
	}
	if len(p.problems) > 0 && !p.listed {
		p.listProblems()
	}
	return p.Text, nil
}

// CountProblems returns how many values could not be read, MaxProblems at most.
func (a *Answer) CountProblems() int { return len(a.public().problems) }

// public prints the model, once.
func (a *Answer) public() *printer {
	if a.printed == nil {
		a.printed = a.printer()
		if !a.printed.model(a.call.spec().answer, a.data) {
			a.printed.Vital(a.data)
		}
	}
	return a.printed
}

// RawJSON returns the answer's data with the gateway's own names, integers beyond
// 2^53-1 as strings of their digits.
func (a *Answer) RawJSON() ([]byte, *DataError) {
	p := a.printer()
	p.object(a.data)
	return p.Text, p.Fatal(true)
}

// printer has room for the public names, which are longer than the gateway's here and there.
func (a *Answer) printer() *printer {
	p := &printer{Decoder: Decoder{doc: a.doc}}
	n := &a.doc.Nodes[a.data]
	p.Grow(int(n.End-n.Start) + 512)
	return p
}

// Session reads the answer to a SessionCall, "" for what it does not have.
func (a *Answer) Session() (uid, sid string, problem *DataError) {
	d, data := a.Decoder()
	session := d.member(data, "session")
	uid, sid = d.str(d.member(session, "uid")), d.str(d.member(session, "sid"))
	return uid, sid, d.Fatal(true)
}
