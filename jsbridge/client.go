//go:build js && wasm

package jsbridge

import (
	"syscall/js"

	"qqmusicpm/core"
	"qqmusicpm/internal/scope"
	"qqmusicpm/internal/small/context"
	"qqmusicpm/internal/wire"
)

// clients holds the open clients. JavaScript has only their numbers, bound into
// plain functions, so a client costs no Go function and a closed one nothing at all.
var (
	clients    = map[uint32]*core.Client{} // uint32 as in syscall/js: the code of each kind of map is some kilobytes
	lastClient uint32
)

// Install puts globalThis.QQMusicPM in place and tells a page that waits for it.
func Install() {
	exported := construct(objectClass)
	set(exported, "version", text(core.Version))
	set(exported, "createClient", newCallback(func(args []js.Value) any { return createClient(argument(args, 0)) }).Value)
	set(js.Global(), "QQMusicPM", exported)
	if dispatch := global("dispatchEvent"); isFunction(dispatch) {
		invoke(dispatch, construct(global("Event"), text("qqmusicpmready")))
	}
}

// createClient implements QQMusicPM.createClient. Nothing in it waits.
func createClient(options js.Value) js.Value {
	var object js.Value
	err := protect(func() error {
		config, err := configOf(options)
		if err != nil {
			return err
		}
		client, err := core.NewClient(config)
		if err != nil {
			return err
		}
		lastClient++
		clients[lastClient] = client
		object = clientObject(lastClient)
		return nil
	})
	if err != nil {
		return rejected(err)
	}
	return invoke(promiseResolve, object)
}

func configOf(options js.Value) (core.Config, error) {
	config := core.Config{}
	if err := objectOf(options, "options"); err != nil {
		return config, err
	}
	var credential js.Value
	var onEvent function
	endpoint, fetch, retries := core.DefaultEndpoint, function(global("fetch")), -1
	err := readOptions(options, "", "is no option of createClient",
		option{"credential", &credential}, option{"endpoint", &endpoint}, option{"fetch", &fetch}, option{"timeout", &config.Timeout},
		option{"maxRetries", &retries}, option{"rateLimit", &config.RateLimit}, option{"sign", &config.Sign},
		option{"dialect", &config.Dialect}, option{"comm", &config.Comm}, option{"strict", &config.Strict},
		option{"device", &config.Device}, option{"storage", &config.Storage}, option{"onEvent", &onEvent},
		option{"wasm", nil}, // Says where the module is; whoever reads this has found it.
	)
	if err != nil {
		return config, err
	}
	if !isFunction(js.Value(fetch)) {
		return config, invalid("fetch", "is needed: there is no global one here")
	}
	config.Host = hostOf(js.Value(fetch))
	if config.Endpoint = endpoint; endpoint == "" {
		config.Endpoint = "/"
	}
	if !credential.IsUndefined() {
		config.Credential, config.CredentialSource = loginOf(credential)
	}
	if retries >= 0 {
		config.MaxRetries = core.Set(retries)
	}
	if !js.Value(onEvent).IsUndefined() {
		config.OnEvent = eventHandler(js.Value(onEvent))
	}
	return config, nil
}

// method is a function of a client object, or with no name one that only this package hands out.
type method struct {
	name string
	run  func(id uint32, args []js.Value) js.Value
}

// methods are what a client object has, made when the first is.
var methods []method

// nextPageMethod is the place of nextPage among the methods.
const nextPageMethod = 0

// dispatch runs a method of a client. One function serves them all: which client and which method is in its first
// argument, a number that is bound in front of the others.
var dispatch js.Func

func makeMethods() {
	methods = []method{{"", nextPage}, {"sendText", sendText}, {"batch", batch}, {"setCredential", setCredential}, {"close", closeClient}}
	for _, name := range wire.CallNames() {
		methods = append(methods, method{name, func(id uint32, args []js.Value) js.Value { return makeCall(id, name, args, nil) }})
	}
	dispatch = newCallback(func(args []js.Value) any {
		var result js.Value
		err := protect(func() error {
			bound := args[0].Int()
			result = methods[bound%len(methods)].run(uint32(bound/len(methods)), args[1:])
			return nil
		})
		if err != nil {
			return rejected(err)
		}
		return result
	})
}

// methodNumber is what dispatch knows a method of a client by.
func methodNumber(id uint32, place int) js.Value {
	return number(float64(int(id)*len(methods) + place))
}

func clientObject(id uint32) js.Value {
	if dispatch.IsUndefined() {
		makeMethods()
	}
	object := construct(objectClass)
	for i := range methods {
		if methods[i].name != "" {
			set(object, methods[i].name, call(dispatch.Value, "bind", js.Undefined(), methodNumber(id, i)))
		}
	}
	return object
}

// errClosed is the answer of a closed client.
var errClosed = &core.ClosedError{Fault: core.Fault{Message: "the client is closed"}}

// makeCall runs one of the 15 calls. preset options are given by the bridge itself.
func makeCall(id uint32, name string, args []js.Value, preset []wire.Argument) js.Value {
	client := clients[id]
	if client == nil {
		return rejected(errClosed)
	}
	request, options, err := readCall(name, args, preset)
	if err != nil {
		return rejected(err)
	}
	if wire.HasPages(name) {
		return makePage(id, request, options, argument(args, 0))
	}
	ctx, stop := contextOf(options.signal)
	return settle(func() (js.Value, error) {
		defer stop()
		answer, err := client.Do(ctx, (*core.Call)(request), options.core...)
		if err != nil {
			return js.Undefined(), err
		}
		return answerValue(answer, options.raw)
	})
}

func answerValue(answer *core.Answer, raw bool) (js.Value, error) {
	var text []byte
	var err error
	if raw {
		text, err = answer.RawJSON()
	} else {
		text, err = answer.PublicJSON()
	}
	if err != nil {
		return js.Undefined(), err
	}
	return parseJSON(text), nil
}

// readCall reads the arguments of a call: the positional ones, then an options object, which cannot name a preset one.
func readCall(name string, args []js.Value, preset []wire.Argument) (*wire.Call, callOptions, error) {
	var options callOptions
	var positional []wire.Value
	params := wire.Params(name)
	for i := range params {
		p := &params[i]
		if !p.Positional {
			continue
		}
		value, err := valueFor(p.Kind, argument(args, len(positional)), p.Name)
		if err != nil {
			return nil, options, inCall(err, name)
		}
		positional = append(positional, value)
	}
	last := argument(args, len(positional))
	if err := objectOf(last, "options"); err != nil {
		return nil, options, inCall(err, name)
	}
	given := preset
	err := eachOption(last, func(option string, value js.Value) error {
		if known, err := options.common(option, value); known || err != nil {
			return err
		}
		for i := range preset {
			if preset[i].Name == option {
				return invalid(option, "is set by this call itself")
			}
		}
		v, err := valueFor(kindOfOption(name, option), value, option)
		given = append(given, wire.Argument{Name: option, Value: v})
		return err
	})
	if err != nil {
		return nil, options, inCall(err, name)
	}
	request, problem := wire.NewCall(name, positional, given)
	if problem != nil {
		return nil, options, inCall(invalid(problem.Argument, problem.Message), name)
	}
	if options.raw {
		request = request.AsRaw()
	}
	return request, options, nil
}

// kindOfOption is the type of a call's option, 0 when the call has none of that name.
func kindOfOption(call, option string) wire.Kind {
	params := wire.Params(call)
	for i := range params {
		p := &params[i]
		if p.Name == option && !p.Positional {
			return p.Kind
		}
	}
	return 0
}

//go:noinline // its code stands in the module once, not at each use
func inCall(err error, name string) error {
	if f := core.FaultOf(err); f != nil && f.Call == "" {
		f.Call = name
	}
	return err
}

// sendText is sendMessage with the text type and the text as content, and a key of its own when none is given.
func sendText(id uint32, args []js.Value) js.Value {
	client := clients[id]
	if client == nil {
		return rejected(errClosed)
	}
	text, options := "", argument(args, 2)
	err := readInto(&text, argument(args, 1), "text")
	preset := []wire.Argument{{Name: "metaData", Value: wire.ObjectValue(wire.TextContent(text))}}
	if err == nil && (!isObject(options) || get(options, "clientKey").IsUndefined()) {
		var key string
		key, err = client.NewClientKey()
		preset = append(preset, wire.Argument{Name: "clientKey", Value: wire.StringValue(key)})
	}
	if err != nil {
		return rejected(inCall(err, "sendMessage"))
	}
	return makeCall(id, "sendMessage", []js.Value{argument(args, 0), number(core.TextMessage), options}, preset)
}

// setCredential changes the login of a client.
func setCredential(id uint32, args []js.Value) js.Value {
	if client := clients[id]; client != nil {
		credential, source := loginOf(argument(args, 0))
		client.SetCredential(credential)
		if source != nil {
			client.SetCredentialSource(source)
		}
	}
	return js.Undefined()
}

// closeClient ends a client.
func closeClient(id uint32, _ []js.Value) js.Value {
	if client := clients[id]; client != nil {
		delete(clients, id)
		client.Close()
	}
	return js.Undefined()
}

// contextOf makes a context that ends with an AbortSignal, with its reason. stop frees it and removes the listener.
func contextOf(given signal) (ctx context.Context, stop func()) {
	signal := js.Value(given)
	if signal.IsUndefined() {
		return context.Background(), func() {}
	}
	s := scope.New(context.Background())
	abort := func() { s.Cancel(abortReason(signal)) }
	if get(signal, "aborted").Bool() {
		abort()
		return s, func() {}
	}
	listener := newCallback(func([]js.Value) any {
		abort()
		return nil
	})
	callOther(signal, "addEventListener", text("abort"), listener.Value)
	return s, func() {
		quietly(func() { callOther(signal, "removeEventListener", text("abort"), listener.Value) })
		release(listener)
		s.Cancel(nil)
	}
}

// abortReason is what a signal was aborted with; an old host does not say.
func abortReason(signal js.Value) error {
	reason := js.Undefined()
	quietly(func() { reason = get(signal, "reason") })
	if reason.IsUndefined() {
		return context.Canceled
	}
	return thrown{reason}
}
