package core

// Call is one validated call, ready to be put into a request. It is made by
// [NewCall] or by the NewCall method of a parameter struct, and never changes.
type Call struct {
	spec   *callSpec
	param  []byte
	method string
	write  bool
}

// Name is the public name of the call, such as "getSessions".
func (c *Call) Name() string { return c.spec.name }

// Module is the gateway's module, such as "music.privateMsg.PrivateMsgRead".
func (c *Call) Module() string { return c.spec.module }

// Method is the gateway's method, such as "GetSessionList".
func (c *Call) Method() string { return c.method }

// Param is the JSON object sent as "param". It must not be changed.
func (c *Call) Param() []byte { return c.param }

// Writes says that the call changes something, so it is never sent twice.
func (c *Call) Writes() bool { return c.write }

// WantsSignature says that the call is known to be refused without a signature.
func (c *Call) WantsSignature() bool { return c.spec.signed }

// Argument is a named argument of a call.
type Argument struct {
	// Name is the public name of the parameter.
	Name string
	// Value is what was given for it.
	Value Value
}

// NewCall makes a call from its public name, its positional arguments and its
// options, as JavaScript gives them. Anything wrong is an
// *InvalidArgumentError that names the parameter.
func NewCall(name string, args []Value, options []Argument) (*Call, error) {
	spec := specOf(name)
	if spec == nil {
		return nil, invalidArgument("call", "there is no call of that name")
	}
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
		return nil, named(invalidArgument("options", "must be an object: "+name+" takes "+digits(int64(next))+" arguments before it"), name)
	}
	for o := range options {
		option := &options[o]
		i := spec.param(option.Name)
		if i < 0 || spec.params[i].Positional {
			return nil, named(invalidArgument(option.Name, "is no option of "+name), name)
		}
		values[i] = option.Value
	}
	return newCall(spec, values)
}

// newCall checks the values of a call, one for each of its parameters, and encodes them.
func newCall(spec *callSpec, values []Value) (*Call, error) {
	// Nearly every param fits beside its call: one allocation makes both.
	room := new(struct {
		Call
		param [128]byte
	})
	call := &room.Call
	*call = Call{spec: spec, param: room.param[:0], method: spec.method, write: spec.write}
	if problem := call.encode(values); problem != nil {
		return nil, problem
	}
	return call, nil
}

// Params lists the parameters of a call in the order of the protocol, nil when there is no call of that name.
func Params(call string) []Param {
	if spec := specOf(call); spec != nil {
		return spec.params
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

func specOf(name string) *callSpec {
	for i := range callSpecs {
		if callSpecs[i].name == name {
			return &callSpecs[i]
		}
	}
	return nil
}

// parameters is a parameter struct; its NewCall is generated.
type parameters interface {
	NewCall() (*Call, error)
}
