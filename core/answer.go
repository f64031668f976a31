package core

import "qqmusicpm/internal/wire"

// Answer is what the gateway said to one call.
type Answer struct {
	wire wire.Answer
	call *Call
	err  error
	// account is the login that the call was made with, nil when it was read without a client.
	account *Credential
	traceID string
	strict  bool
}

// ParseResponse reads the body of an answer to calls and returns one Answer
// for each, in their order. Its error is about the answer as a whole: a
// *DataError or a *GatewayError. A refusal of one call is in its Answer.
// The body is kept: it must not be changed while the answers are used.
func ParseResponse(body []byte, calls ...*Call) ([]Answer, error) {
	envelope, problem := wire.ReadEnvelope(body)
	if problem != nil {
		err := dataError(problem)
		err.TraceID = envelope.TraceID
		return nil, err
	}
	if envelope.Code != 0 {
		return nil, &GatewayError{Fault{Code: envelope.Code, TraceID: envelope.TraceID,
			Message: "the gateway refused the request with code " + digits(envelope.Code)}}
	}
	answers := make([]Answer, len(calls))
	for i, call := range calls {
		a := &answers[i]
		a.call, a.traceID = call, envelope.TraceID
		var code int64
		if a.wire, code, problem = envelope.Answer(i, call.wire()); problem != nil {
			a.err = a.unreadable(problem)
		} else if code != 0 {
			a.err = a.refusal(code)
		}
	}
	return answers, nil
}

// Err returns why the call failed, nil when it succeeded.
func (a *Answer) Err() error { return a.err }

// Account is the number of the account that the call was made for, "" when the answer was read without a client.
func (a *Answer) Account() string {
	if a.account == nil {
		return ""
	}
	return a.account.MusicID
}

// TraceID is what the service could look the request up by, "" when the answer had none.
func (a *Answer) TraceID() string { return a.traceID }

// PublicJSON returns the answer as the JSON that JavaScript gets: camelCase names, every
// field present, integers beyond 2^53-1 as strings of their digits, and problems where a
// value could not be read.
func (a *Answer) PublicJSON() ([]byte, error) {
	if a.err != nil {
		return nil, a.err
	}
	return a.text(a.wire.PublicJSON(a.strict))
}

// RawJSON returns the answer's data with the gateway's own names, integers
// beyond 2^53-1 as strings of their digits.
func (a *Answer) RawJSON() ([]byte, error) {
	if a.err != nil {
		return nil, a.err
	}
	return a.text(a.wire.RawJSON())
}

func (a *Answer) text(text []byte, problem *wire.DataError) ([]byte, error) {
	if problem != nil {
		return nil, a.unreadable(problem)
	}
	return text, nil
}

// modelErr is the answer's own error, or why its model cannot be read. It is nil where the data was asked for as it came.
func (a *Answer) modelErr() error {
	if a.err != nil || a.call.wire().Raw() {
		return a.err
	}
	_, err := a.PublicJSON()
	return err
}

// Next returns the call of the next page of a list, for the account of this one; nil
// when this is the last page or the answer no page. The cursor of the next page may be
// empty or used before: going on would skip items or never end, so that is a *DataError.
func (a *Answer) Next() (*Call, error) {
	if a.err != nil {
		return nil, a.err
	}
	next, problem := a.wire.Next(a.account)
	if problem != nil {
		return nil, a.unreadable(problem)
	}
	return (*Call)(next), nil
}

// Decode reads an answer into the struct of its call, such as [SessionPage] for getSessions.
// The answer's own error is returned as it is.
func Decode[T any, P decodable[T]](a *Answer) (*T, error) {
	if a.err != nil {
		return nil, a.err
	}
	d, data := a.wire.Decoder()
	v := P(new(T))
	if !v.decode(&d, data) {
		d.Vital(data)
	}
	if problem := d.Fatal(a.strict); problem != nil {
		return nil, a.unreadable(problem)
	}
	if told := d.Problems(); told != nil {
		if of, ok := any(v).(interface{ problems() *[]Problem }); ok {
			for _, problem := range told {
				*of.problems() = append(*of.problems(), Problem(problem))
			}
		}
	}
	return v, nil
}

// Problem is a value of an answer that could not be read: it has its default, or its thing is left out (docs/protocol.md §5).
type Problem struct {
	// Path is a JSON Pointer to its place in the body of the answer.
	Path string
	// Expected is the type that the protocol says: "integer", "string", "boolean", "array" or "object".
	Expected string
	// Got is the JSON type that came: "null", "boolean", "number", "string", "array" or "object".
	Got string
}

// unreadable makes the error of an answer that is not what the protocol says, which says nothing about whether the call was carried out.
func (a *Answer) unreadable(problem *wire.DataError) error {
	err := dataError(problem)
	err.Call, err.TraceID = a.call.Name(), a.traceID
	err.MaybeSent = a.call.Writes()
	return err
}

// decodable is the struct of an answer; its methods are generated. They report whether the thing can be read at all.
type decodable[T any] interface {
	*T
	decode(d *wire.Decoder, i uint32) bool
}

func decodeOptional[T any, P decodable[T]](d *wire.Decoder, i uint32) *T {
	if d.IsNull(i) {
		return nil
	}
	v := P(new(T))
	if !v.decode(d, i) {
		return nil
	}
	return v
}

func decodeList[T any, P decodable[T]](d *wire.Decoder, i uint32, vital bool) []T {
	list, _ := decodeItems[T, P](d, i, vital)
	return list
}

// decodeItems reads a list and reports what [wire.Decoder.Items] does.
func decodeItems[T any, P decodable[T]](d *wire.Decoder, i uint32, vital bool) (list []T, ok bool) {
	ok = d.Items(i, vital, func(item uint32) bool {
		if list == nil {
			list = make([]T, 0, d.Len(i))
		}
		list = list[:len(list)+1]
		last := len(list) - 1
		if !P(&list[last]).decode(d, item) {
			list = list[:last]
			return false
		}
		return true
	})
	return list, ok
}

func decodeMap[T any, P decodable[T]](d *wire.Decoder, i uint32, vital bool) map[string]T {
	entries := map[string]T{}
	d.Members(i, vital, func(name, value uint32) bool {
		v := decodeOptional[T, P](d, value)
		if v != nil {
			entries[d.MemberName(name)] = *v
		}
		return v != nil
	})
	return entries
}

func decodeListMap[T any, P decodable[T]](d *wire.Decoder, i uint32, vital bool) map[int64][]T {
	lists := map[int64][]T{}
	d.Members(i, vital, func(name, value uint32) bool {
		n, ok := d.IntegerName(name)
		if !ok {
			return false
		}
		list, ok := decodeItems[T, P](d, value, false)
		if ok {
			lists[n] = list
		}
		return ok
	})
	return lists
}
