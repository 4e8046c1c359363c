using BlazorJwt.Tests.Support;

namespace BlazorJwt.Tests.Conformance;

/// <summary>requests.http in httpyac, which evaluates the names of answers as JavaScript.</summary>
[Trait("needs", "node")]
public sealed class HttpyacTests
{
    [Fact]
    public async Task Every_name_that_requests_http_uses_has_a_value_in_httpyac()
    {
        var output = await NodeFolder.RunAsync("BlazorJwt.Tests/Conformance/Node", "httpyac-names.mjs", "",
            TestContext.Current.CancellationToken);

        Assert.Equal("true, wrong: ", output.TrimEnd('\r', '\n'));
    }
}
