package core

import (
	"context"
	"encoding/json"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The error vectors, through a client and a transport.
func TestErrorsMatchVectors(t *testing.T) {
	for _, v := range loadVectors[struct {
		vectorCall
		Case   string
		Status int
		Body   string
		Expect struct {
			Name, Path, FeedbackURL string
			Code                    int64
			Status                  int
		}
	}](t, "errors.json") {
		t.Run(v.Case, func(t *testing.T) {
			bubble(t, func(t *testing.T, client *Client, s *script) {
				s.answer = func(context.Context, *sent) (*Response, error) {
					return &Response{Status: v.Status, Body: []byte(v.Body)}, nil
				}
				var retries int
				require.NoError(t, json.Unmarshal(v.Options["maxRetries"], &retries))
				call := v.make(t)
				answer, err := client.Do(t.Context(), call, WithMaxRetries(retries))
				if err == nil { // a mismatch shows when the model is read
					_, err = answer.PublicJSON()
				}
				named := as[QQMusicError](t, err)
				f := FaultOf(err)
				assert.Equal(t, v.Expect.Name, NameOf(named))
				assert.Equal(t, v.Expect.Code, f.Code)
				assert.Equal(t, v.Expect.Status, f.Status)
				if v.Expect.Path != "" {
					assert.Equal(t, v.Expect.Path, f.Path)
				}
				assert.Equal(t, v.Expect.FeedbackURL, f.FeedbackURL)
				assert.Equal(t, v.Call, f.Call)
				assert.Len(t, s.requests, 1)
			})
		})
	}
}

func TestAnswersThatAreBadAsAWhole(t *testing.T) {
	for name, c := range map[string]struct{ body, path, message string }{
		"empty":            {"", "", "the answer is empty"},
		"a mark alone":     {"\ufeff", "", "the answer is empty"},
		"blank":            {" \n", "", "the answer is not JSON: the text ends early at byte 2"},
		"a page":           {"<!doctype html>", "", "the answer is not JSON: unexpected character at byte 0"},
		"cut":              {`{"code":0,"req_0":{"code`, "", "the answer is not JSON: the text ends early at byte 24"},
		"text behind it":   {`{"code":0}x`, "", "the answer is not JSON: something follows the value at byte 10"},
		"two answers":      {`{"code":0}{"code":0}`, "", "the answer is not JSON: something follows the value at byte 10"},
		"NaN":              {`{"code":NaN}`, "", "the answer is not JSON: unexpected character at byte 8"},
		"Infinity":         {`{"code":-Infinity}`, "", "the answer is not JSON: malformed number at byte 9"},
		"single quotes":    {`{'code':0}`, "", "the answer is not JSON: unexpected character at byte 1"},
		"a comma too many": {`{"code":0,}`, "", "the answer is not JSON: unexpected character at byte 10"},
		"200,000 levels":   {`{"code":0,"x":` + strings.Repeat("[", 200_000), "", "the answer is not JSON: nested deeper than 10000 levels at byte 10013"},
		"null":             {"null", "", "the answer is null, not an object"},
		"a list":           {"[]", "", "the answer is a list, not an object"},
		"a string":         {`"{}"`, "", "the answer is a string, not an object"},
		"a number":         {"0", "", "the answer is a number, not an object"},
		"true":             {"true", "", "the answer is a boolean, not an object"},
		"a null code":      {`{"code":null,"req_0":{}}`, "/code", "the answer does not match the protocol: expected an integer of at most 64 bits, got null"},
		"an empty code":    {`{"code":"","req_0":{}}`, "/code", "the answer does not match the protocol: expected an integer of at most 64 bits, got a string"},
		"a true code":      {`{"code":true,"req_0":{}}`, "/code", "the answer does not match the protocol: expected an integer of at most 64 bits, got a boolean"},
		"a false code":     {`{"code":false,"req_0":{}}`, "/code", "the answer does not match the protocol: expected an integer of at most 64 bits, got a boolean"},
		"a broken code":    {`{"code":0.5,"req_0":{}}`, "/code", "the answer does not match the protocol: expected an integer of at most 64 bits, got a number"},
		"a code of words":  {`{"code":"none","req_0":{}}`, "/code", "the answer does not match the protocol: expected an integer of at most 64 bits, got a string"},
		"a list as code":   {`{"code":[],"req_0":{}}`, "/code", "the answer does not match the protocol: expected an integer of at most 64 bits, got a list"},
	} {
		t.Run(name, func(t *testing.T) {
			answers, err := ParseResponse([]byte(c.body), readCall(t))
			assert.Nil(t, answers)
			bad := as[*DataError](t, err)
			assert.Equal(t, c.message, bad.Message)
			assert.Equal(t, c.path, bad.Path)
		})
	}
}

func TestOuterCode(t *testing.T) {
	for code, want := range map[string]int64{
		`0`: 0, `-0`: 0, `0.0`: 0, `0e5`: 0, `"0"`: 0, `1`: 1, `-1`: -1, `"500001"`: 500001, `1e3`: 1000, `2000`: 2000, `9223372036854775807`: 9223372036854775807,
	} {
		_, err := ParseResponse([]byte(`{"code":`+code+`,"req_0":{"code":0}}`), readCall(t))
		if want == 0 {
			assert.NoError(t, err, code)
			continue
		}
		refusal := as[*GatewayError](t, err)
		assert.Equal(t, want, refusal.Code, code)
		assert.Equal(t, "the gateway refused the request with code "+strconv.FormatInt(want, 10), refusal.Message)
	}
	_, err := ParseResponse([]byte(`{"req_0":{}}`), readCall(t))
	assert.NoError(t, err, "a missing code counts as 0")
	_, err = ParseResponse([]byte(`{"code":1,"code":0,"req_0":{}}`), readCall(t))
	assert.NoError(t, err, "the last of duplicates wins")
}

// One child's code a row, from whichever call.
func TestChildCodes(t *testing.T) {
	const read, badge, write = "getConfig", "getFriendshipBadge", "deleteSession"
	for _, c := range []struct {
		call, child string
		want        QQMusicError
		code        int64
	}{
		{read, `{"code":0,"data":{}}`, nil, 0},
		{read, `{"data":{}}`, nil, 0},
		{read, `{}`, nil, 0},
		{read, `{"code":"0"}`, nil, 0},
		{read, `{"code":1000,"data":{}}`, &CredentialExpiredError{}, 1000},
		{read, `{"code":104400}`, &CredentialExpiredError{}, 104400},
		{read, `{"code":104401}`, &CredentialExpiredError{}, 104401},
		{read, `{"code":"1000"}`, &CredentialExpiredError{}, 1000},
		{write, `{"code":1000}`, &CredentialExpiredError{}, 1000},
		{read, `{"code":2000}`, &SignatureRequiredError{}, 2000},
		{write, `{"code":2000}`, &SignatureRequiredError{}, 2000},
		{badge, `{"code":500031}`, &SignatureRequiredError{}, 500031},
		{badge, `{"code":2000}`, &SignatureRequiredError{}, 2000},
		{read, `{"code":500031}`, &CGIError{}, 500031},
		{write, `{"code":500031}`, &CGIError{}, 500031},
		{read, `{"code":2001}`, &RateLimitedError{}, 2001},
		{read, `{"code":2.001e3}`, &RateLimitedError{}, 2001},
		{read, `{"code":1}`, &CGIError{}, 1},
		{read, `{"code":-9223372036854775808}`, &CGIError{}, -9223372036854775808},
		{read, `{"code":104402}`, &CGIError{}, 104402},
		{read, `{"code":null}`, &DataError{}, 0},
		{read, `{"code":""}`, &DataError{}, 0},
		{read, `{"code":false}`, &DataError{}, 0},
		{read, `{"code":true}`, &DataError{}, 0},
		{read, `{"code":1.5}`, &DataError{}, 0},
		{read, `{"code":{}}`, &DataError{}, 0},
		{read, `{"code":"x"}`, &DataError{}, 0},
		{read, `{"code":1e400}`, &DataError{}, 0},
		{read, `null`, &DataError{}, 0},
		{read, `[]`, &DataError{}, 0},
		{read, `"x"`, &DataError{}, 0},
	} {
		t.Run(c.call+c.child, func(t *testing.T) {
			answers, err := ParseResponse([]byte(`{"code":0,"req_0":`+c.child+`}`), anyCall(t, c.call))
			require.NoError(t, err)
			if c.want == nil {
				require.NoError(t, answers[0].Err())
				return
			}
			require.IsType(t, c.want, answers[0].Err())
			f := FaultOf(answers[0].Err())
			assert.Equal(t, c.code, f.Code)
			assert.Equal(t, c.call, f.Call)
			_, err = answers[0].PublicJSON()
			assert.Equal(t, answers[0].Err(), err)
			_, err = answers[0].RawJSON()
			assert.Equal(t, answers[0].Err(), err)
		})
	}
}

func TestAMissingChildIsNamed(t *testing.T) {
	answers, err := ParseResponse([]byte(`{"code":0,"req_1":{"code":0}}`), readCall(t), writeCall(t), writeCall(t))
	require.NoError(t, err)
	assert.Equal(t, &DataError{Fault{Call: "getConfig", Path: "/req_0", Message: "the answer to this call is missing"}}, answers[0].Err())
	assert.NoError(t, answers[1].Err())
	assert.Equal(t, &DataError{Fault{Call: "deleteSession", Path: "/req_2", Message: "the answer to this call is missing", MaybeSent: true}}, answers[2].Err())
}

func TestOneChildsErrorIsItsOwn(t *testing.T) {
	answers, err := ParseResponse([]byte(`{"req_0":{"data":{"hint":"a"}},"req_1":{"code":2001},"req_2":[],"req_3":{"data":{"hint":"d"}}}`),
		anyCall(t, "getSafetyHint"), anyCall(t, "getSafetyHint"), anyCall(t, "getSafetyHint"), anyCall(t, "getSafetyHint"))
	require.NoError(t, err)
	for i, want := range []string{`{"hint":"a"}`, "", "", `{"hint":"d"}`} {
		public, err := answers[i].PublicJSON()
		assert.Equal(t, want, string(public))
		assert.Equal(t, want == "", err != nil)
	}
}

func TestRefusalsCarryTheirData(t *testing.T) {
	for child, want := range map[string]Fault{
		`{"code":7,"data":{"msg":"no","id":9007199254740993}}`: {Data: RawObject(`{"msg":"no","id":9007199254740993}`)},
		`{"code":7}`:             {},
		`{"code":7,"data":null}`: {},
		`{"code":7,"data":[1]}`:  {},
		`{"code":7,"data":{"feedbackURL":"https://y.qq.com/a"}}`:    {Data: RawObject(`{"feedbackURL":"https://y.qq.com/a"}`)},
		`{"code":2001,"data":{"feedbackURL":"https://y.qq.com/a"}}`: {Data: RawObject(`{"feedbackURL":"https://y.qq.com/a"}`), FeedbackURL: "https://y.qq.com/a"},
		`{"code":2001,"data":{"feedbackURL":7}}`:                    {Data: RawObject(`{"feedbackURL":7}`)},
		`{"code":2001,"data":{"feedbackURL":null}}`:                 {Data: RawObject(`{"feedbackURL":null}`)},
		`{"code":2001}`: {},
	} {
		answers, err := ParseResponse([]byte(`{"feedbackURL":"https://y.qq.com/of-no-call","req_0":`+child+`}`), readCall(t))
		require.NoError(t, err)
		f := FaultOf(answers[0].Err())
		require.NotNil(t, f)
		assert.Equal(t, want.Data, f.Data, child)
		assert.Equal(t, want.FeedbackURL, f.FeedbackURL, child)
	}
}

// Which refusals may be repeated by the caller: those that carried nothing out and pass by themselves.
func TestWhichRefusalsAreRetryable(t *testing.T) {
	for code, retryable := range map[string]bool{"1000": false, "2000": false, "2001": true, "7": false} {
		for _, call := range []*Call{readCall(t), writeCall(t)} {
			answers, err := ParseResponse([]byte(`{"req_0":{"code":`+code+`}}`), call)
			require.NoError(t, err)
			f := FaultOf(answers[0].Err())
			assert.Equal(t, retryable, f.Retryable, "%s %s", call.Name(), code)
			assert.False(t, f.MaybeSent, "a refusal was not carried out")
		}
	}
}

func TestAByteOrderMarkIsSkipped(t *testing.T) {
	answers, err := ParseResponse([]byte("\ufeff"+`{"req_0":{"data":{"hint":"a"}}}`), anyCall(t, "getSafetyHint"))
	require.NoError(t, err)
	hint, err := Decode[SafetyHint](&answers[0])
	require.NoError(t, err)
	assert.Equal(t, "a", hint.Hint)
	for _, body := range []string{"\ufeff", "\ufeff\ufeff{}", "{}\ufeff"} {
		_, err = ParseResponse([]byte(body), readCall(t))
		as[*DataError](t, err)
	}
}
