package wire

import "qqmusicpm/internal/jsondoc"

// Call is one validated call, ready to be put into a request. It never changes.
type Call struct {
	// number is its place among the declared calls. A pointer would bring the types of the tables into the WebAssembly module.
	number uint8
	param  []byte
	method string
	write  bool
	// account and used are what the call of a further page knows of the pages before it.
	account any
	used    string
	raw     bool
}

// sessionNumber is the number of the call that asks for a gateway session.
const sessionNumber = 255

func (c *Call) spec() *callSpec {
	if c.number == sessionNumber {
		return &sessionSpec
	}
	return &callSpecs[c.number]
}

// AsRaw returns the call for whoever wants its answer's data as it came, so that nothing is held against the model.
func (c *Call) AsRaw() *Call {
	raw := *c
	raw.raw = true
	return &raw
}

// Raw says that AsRaw made the call.
func (c *Call) Raw() bool { return c.raw }

// Name is the public name of the call, such as "getSessions".
func (c *Call) Name() string { return c.spec().name }

// Module is the gateway's module, such as "music.privateMsg.PrivateMsgRead".
func (c *Call) Module() string { return c.spec().module }

// Method is the gateway's method, such as "GetSessionList".
func (c *Call) Method() string { return c.method }

// Param is the JSON object sent as "param".
func (c *Call) Param() []byte { return c.param }

// Writes says that the call changes something, so it is never sent twice.
func (c *Call) Writes() bool { return c.write }

// WantsSignature says that the call is known to be refused without a signature.
func (c *Call) WantsSignature() bool { return c.spec().signed }

// SignatureCode is a code that means "signature wanted" from this call alone, 0 when there is none.
func (c *Call) SignatureCode() int64 { return c.spec().signatureCode }

// Argument is a named argument of a call.
type Argument struct {
	// Name is the public name of the parameter.
	Name string
	// Value is what was given for it.
	Value Value
}

// ArgumentError says which argument of a call is wrong, and why.
type ArgumentError struct {
	// Argument is the public name of the parameter, such as "scenes[0]".
	Argument string
	// Message is an English sentence without its subject, which is the argument.
	Message string
}

//go:noinline // an error's code stands in the module once, not at each use
func argumentError(argument, message string) *ArgumentError {
	return &ArgumentError{Argument: argument, Message: message}
}

// NewCall makes a call from its public name, its positional arguments and its
// options, as JavaScript gives them.
func NewCall(name string, args []Value, options []Argument) (*Call, *ArgumentError) {
	number := numberOf(name)
	if number < 0 {
		return nil, argumentError("call", "there is no call of that name")
	}
	spec := &callSpecs[number]
	values := make([]Value, len(spec.params))
	next := 0
	for i := range spec.params {
		if spec.params[i].Positional {
			if next < len(args) {
				values[i] = args[next]
			}
			next++
		}
	}
	if len(args) > next {
		return nil, argumentError("options", "must be an object: "+name+" takes "+Digits(int64(next))+" arguments before it")
	}
	for o := range options {
		option := &options[o]
		i := spec.param(option.Name)
		if i < 0 || spec.params[i].Positional {
			return nil, argumentError(option.Name, "is no option of "+name)
		}
		values[i] = option.Value
	}
	return TypedCall(number, values)
}

// TypedCall makes a call from its number among the declared ones and a value for each of its parameters.
func TypedCall(number int, values []Value) (*Call, *ArgumentError) {
	spec := &callSpecs[number]
	// Nearly every param fits beside its call: one allocation makes both.
	room := new(struct {
		Call
		param [128]byte
	})
	call := &room.Call
	*call = Call{number: uint8(number), param: room.param[:0], method: spec.method, write: spec.write}
	if problem := call.encode(values); problem != nil {
		return nil, problem
	}
	return call, nil
}

// sessionSpec is the call that asks for a gateway session, which is none of the 15.
var sessionSpec = callSpec{name: "getSession", module: "music.getSession.session", method: "GetSession", answer: &Model{bare: true}}

// SessionCall makes the call that asks for a gateway session, or for a new one in the place of uid.
func SessionCall(uid string, caller int64) *Call {
	w := jsondoc.Writer{}
	w.Member(`{"uid":`, uid)
	w.Raw(`,"vkey":0,"caller":`)
	w.Int(caller)
	w.Byte('}')
	return &Call{number: sessionNumber, method: sessionSpec.method, param: w.Text}
}

// Write writes the call as the member req_i of a request.
func (c *Call) Write(w *jsondoc.Writer, i int) {
	w.Raw(`,"req_`)
	w.Int(int64(i))
	w.Raw(`":{"module":"`)
	w.Raw(c.spec().module)
	w.Raw(`","method":"`)
	w.Raw(c.method)
	w.Raw(`","param":`)
	w.Bytes(c.param)
	w.Byte('}')
}

// Size is about how many bytes Write writes.
func (c *Call) Size() int { return len(c.param) + len(c.spec().module) + len(c.method) + 56 }

// Params lists the parameters of a call in the order of the protocol, nil when there is no call of that name.
func Params(call string) []Param {
	if number := numberOf(call); number >= 0 {
		return callSpecs[number].params
	}
	return nil
}

// CallNames lists the public names of the 15 calls.
func CallNames() []string {
	names := make([]string, len(callSpecs))
	for i := range callSpecs {
		names[i] = callSpecs[i].name
	}
	return names
}

// numberOf returns the place of a call among the declared ones, -1 when there is none of that name.
//
//go:noinline // its code stands in the module once, not at each use
func numberOf(name string) int {
	for i := range callSpecs {
		if callSpecs[i].name == name {
			return i
		}
	}
	return -1
}
