package core

import (
	"qqmusicpm/internal/jsondoc"
	"qqmusicpm/internal/wire"
)

// Call is one validated call, ready to be put into a request. It is made by the
// NewCall method of a parameter struct, or by [Answer.Next], and never changes.
type Call wire.Call

func (c *Call) wire() *wire.Call { return (*wire.Call)(c) }

// Name is the public name of the call, such as "getSessions".
func (c *Call) Name() string { return c.wire().Name() }

// Module is the gateway's module, such as "music.privateMsg.PrivateMsgRead".
func (c *Call) Module() string { return c.wire().Module() }

// Method is the gateway's method, such as "GetSessionList".
func (c *Call) Method() string { return c.wire().Method() }

// Param is the JSON object sent as "param". It must not be changed.
func (c *Call) Param() []byte { return c.wire().Param() }

// Writes says that the call changes something, so it is never sent twice.
func (c *Call) Writes() bool { return c.wire().Writes() }

// newCall makes the call of a parameter struct, declared at that place.
func newCall(declared int, name string, values []wire.Value) (*Call, error) {
	call, problem := wire.TypedCall(declared, values)
	if problem != nil {
		return nil, named(invalidArgument(problem.Argument, problem.Message), name)
	}
	return (*Call)(call), nil
}

// parameters is a parameter struct; its NewCall is generated.
type parameters interface {
	NewCall() (*Call, error)
}

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
		size += call.wire().Size()
	}
	return size
}

// writeCalls writes what follows comm.
func writeCalls(w *jsondoc.Writer, calls []*Call) {
	for i, call := range calls {
		call.wire().Write(w, i)
	}
	w.Byte('}')
}
