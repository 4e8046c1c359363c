using System.Net;
using System.Text;
using BlazorJwt.Tests.Support;

namespace BlazorJwt.Tests.Api.Orders;

[Trait("needs", "server")]
public sealed class OrderBodyTests(AppFixture app)
{
    private const string Wanted = " Send a JSON object such as {\"item\":\"espresso\"}.";
    private const string NotOnTheMenu = "The menu has no such item. It has espresso, cappuccino, tea, croissant, soup." + Wanted;

    [Theory]
    [InlineData("", "The body is empty." + Wanted)]
    [InlineData("{", "The body is not JSON that can be read (line 1, byte 2)." + Wanted)]
    [InlineData("item=espresso", "The body is not JSON that can be read (line 1, byte 1)." + Wanted)]
    [InlineData("{\"item\":\"tea\",\"item\":\"soup\"}", "The body is not JSON that can be read." + Wanted)]
    [InlineData("[[[[[[[[]]]]]]]]", "The body is not JSON that can be read (line 1, byte 5)." + Wanted)]
    [InlineData("[\"espresso\"]", "The body is JSON, but not an object." + Wanted)]
    [InlineData("null", "The body is JSON, but not an object." + Wanted)]
    [InlineData("{}", "The member item is missing." + Wanted)]
    [InlineData("{\"Item\":\"tea\"}", "The member item is missing." + Wanted)]
    [InlineData("{\"item\":7}", "The member item is not a string." + Wanted)]
    [InlineData("{\"item\":null}", "The member item is not a string." + Wanted)]
    [InlineData("{\"item\":\"moon\"}", NotOnTheMenu)]
    [InlineData("{\"item\":\"Espresso\"}", NotOnTheMenu)]
    [InlineData("{\"item\":\"\\ud800\"}", NotOnTheMenu)]
    [InlineData("{\"item\":\"<script>alert(1)</script>\"}", NotOnTheMenu)]
    public async Task A_body_that_is_no_order_is_refused_with_what_is_wrong_and_what_to_send(string body, string sentence)
    {
        using var response = await Post(new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal(sentence, await response.ProblemAsync(HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task A_body_that_is_not_UTF8_is_refused()
    {
        using var content = new ByteArrayContent([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]);
        content.Headers.ContentType = new("application/json");

        using var response = await Post(content);

        await response.ProblemAsync(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData(null)]
    public async Task A_body_of_another_type_is_refused(string? type)
    {
        using var content = new ByteArrayContent("{\"item\":\"tea\"}"u8.ToArray());
        if (type is not null) content.Headers.ContentType = new(type);

        using var response = await Post(content);

        Assert.Equal("The body's Content-Type must be application/json." + Wanted,
            await response.ProblemAsync(HttpStatusCode.UnsupportedMediaType));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_that_is_too_large_is_refused_announced_or_not(bool chunked)
    {
        using var content = new StringContent("{\"item\":\"" + new string('a', 200_000) + "\"}", Encoding.UTF8, "application/json");

        using var response = await Post(chunked ? new Unannounced(content) : content);

        Assert.Equal("The body has more than 1024 bytes." + Wanted, await response.ProblemAsync(HttpStatusCode.RequestEntityTooLarge));
    }

    [Fact]
    public async Task A_body_of_exactly_the_most_bytes_is_read()
    {
        using var content = new StringContent("{\"item\":\"tea\"}".PadRight(1024), Encoding.UTF8, "application/json");

        using var response = await Post(content);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    [Fact]
    public async Task Further_members_are_left_alone()
    {
        using var response = await Post(new StringContent("{\"item\":\"tea\",\"price\":0}", Encoding.UTF8, "application/json"));

        Assert.Equal(3.20m, (await response.JsonAsync()).GetProperty("price").GetDecimal());
    }

    private async Task<HttpResponseMessage> Post(HttpContent content)
    {
        var visitor = new Visitor(app);
        return await visitor.WithHeader(HttpMethod.Post, "/api/orders", visitor.Token(), content);
    }

    /// <summary>Sends a body in chunks, so that its length is not known beforehand.</summary>
    private sealed class Unannounced : HttpContent
    {
        private readonly HttpContent _inner;

        public Unannounced(HttpContent inner)
        {
            _inner = inner;
            Headers.ContentType = inner.Headers.ContentType;
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => _inner.CopyToAsync(stream);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
