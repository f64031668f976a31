package gateway

import (
	"encoding/json"
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/simplifiedchinese"
)

func TestBigNumbersHaveTwentyDigits(t *testing.T) {
	g, c := play(t)
	g.Inject(Fault{Kind: FaultBigNumbers})
	_, answer := c.post(UnsignedPath, c.body(req(moduleRead, "GetConfig", obj{"config_type": 1, "config_value_str": ""})))
	got := c.read(answer)
	assert.Zero(t, got.children[0].code, "codes stay")
	assert.Equal(t, json.Number(bigNumber), got.children[0].data["config_value"])
}

func TestGBKOfTextThatIsNotInGBK(t *testing.T) {
	got := encodeAs([]byte(`"私🎵\u0041مe"`), simplifiedchinese.GBK)
	decoded, err := simplifiedchinese.GBK.NewDecoder().Bytes(got)
	require.NoError(t, err)
	var text string
	require.NoError(t, json.Unmarshal(decoded, &text))
	assert.Equal(t, "私🎵Aمe", text)
}

func TestGB18030HasAFourByteForm(t *testing.T) {
	for body, want := range map[string]string{
		`{"a":"私信"}`:  `{"note":"私信🎵","a":"私信"}`,
		`{"a":"私信🎵"}`: `{"a":"私信🎵"}`,
		`{"a":"€"}`:   `{"note":"私信🎵","a":"€"}`,
	} {
		decoded, err := simplifiedchinese.GB18030.NewDecoder().Bytes(toGB18030([]byte(body)))
		require.NoError(t, err)
		assert.Equal(t, want, string(decoded))
	}
}

// A client is held against these answers over a real connection.
func TestDataOfTheVectorsIsAnsweredAsItStands(t *testing.T) {
	methodOf := map[string]string{"getMessages": "GetMessage", "getSessions": "GetSessionList", "getConfig": "GetConfig"}
	g, c := play(t)
	for _, v := range vectors[struct{ Call, Data string }](t, "testdata/vectors/problems.json") {
		method := methodOf[v.Call]
		require.NotEmpty(t, method, v.Call)
		fault, err := json.Marshal(obj{"faults": []obj{{"kind": FaultData, "method": method, "text": v.Data}}})
		require.NoError(t, err)
		status, answer := c.control(http.MethodPost, "faults", string(fault))
		require.Equal(t, http.StatusOK, status, answer)
		_, body := c.post(UnsignedPath, c.body(req(moduleRead, "GetSafetyHint", obj{"encUin": "", "close": 0}), req(moduleRead, method, obj{})))
		assert.Contains(t, string(body), `,"req_0":{"code":0,"data":{"hint":""}},"req_1":{"code":0,"data":`+v.Data+`},"code":0}`)
		assert.Empty(t, g.Faults())
	}
}
