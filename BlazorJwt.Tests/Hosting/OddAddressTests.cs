using System.Net.Sockets;
using System.Text;
using BlazorJwt.Tests.Support;

namespace BlazorJwt.Tests.Hosting;

/// <summary>
/// Addresses that no browser sends. What reaches the app gets an answer that says what is wrong. What Kestrel's own parser refuses (bytes
/// above ASCII, NUL, <c>%00</c>) never does: 400 without a body, and Kestrel has no option to change it.
/// </summary>
[Trait("needs", "server")]
public sealed class OddAddressTests(AppFixture app)
{
    [Theory]
    [InlineData("/api/%", "404", "The API has no such address.")]
    [InlineData("/api/%zz", "404", "The API has no such address.")]
    [InlineData("/api/%ff", "404", "The API has no such address.")]
    [InlineData("/api/%c3%28", "404", "The API has no such address.")]
    [InlineData("/.well-known/%ff", "404", "There is no such address here.")]
    [InlineData("/%ff", "404", "There is no such page")]
    [InlineData("/error-clinic/nonsense", "404", "There is no case at this address")]
    [InlineData("/error-clinic/nonsense", "404", "All cases")]
    [InlineData("/error-clinic/idx99999", "404", "There is no case at this address")]
    [InlineData("/error-clinic/idx10501", "200", "No key has the kid of the token")]
    [InlineData("/%zz", "404", "There is no such page")]
    [InlineData("//api", "404", "There is no such page")]
    [InlineData("/api/orders%00", "400", "")]
    [InlineData("/api/\u00e9", "400", "")]
    [InlineData("/\0", "400", "")]
    public async Task What_reaches_the_app_gets_an_answer_that_says_what_is_wrong(string path, string status, string sentence)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(app.BaseAddress.Host, app.BaseAddress.Port, TestContext.Current.CancellationToken);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"),
            TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);

        var answer = (await reader.ReadToEndAsync(TestContext.Current.CancellationToken)).Split("\r\n\r\n", 2);

        Assert.StartsWith($"HTTP/1.1 {status} ", answer[0], StringComparison.Ordinal);
        Assert.Contains(sentence, answer[1], StringComparison.Ordinal);
        Assert.Equal(sentence is "", answer[1] is "");
    }
}
