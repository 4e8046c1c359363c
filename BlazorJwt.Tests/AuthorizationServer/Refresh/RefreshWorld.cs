using BlazorJwt.AuthorizationServer.Refresh;
using BlazorJwt.Tests.Tokens;
using BlazorJwt.Tokens.Decoding;
using Microsoft.Extensions.Options;

namespace BlazorJwt.Tests.AuthorizationServer.Refresh;

/// <summary>Refresh tokens with the real token service and a clock that stands still.</summary>
internal sealed class RefreshWorld
{
    public const string Client = "tests";

    /// <param name="options">The settings.</param>
    /// <param name="families">Makes the store of the families; null for the memory of one server.</param>
    /// <param name="tokens">The token service; null for one of its own.</param>
    public RefreshWorld(RefreshOptions? options = null, Func<IOptions<RefreshOptions>, TimeProvider, IRefreshFamilies>? families = null,
        TokenWorld? tokens = null)
    {
        Tokens = tokens ?? new();
        Options = options ?? new();
        var wrapped = Microsoft.Extensions.Options.Options.Create(Options);
        Families = families?.Invoke(wrapped, Tokens.Clock) ?? new RefreshFamiliesInMemory(wrapped, Tokens.Clock);
        Service = new(Tokens.Service, Families, wrapped, Tokens.Clock);
    }

    public TokenWorld Tokens { get; }

    public RefreshOptions Options { get; }

    public IRefreshFamilies Families { get; }

    public RefreshTokens Service { get; }

    public Task<TokenPair> SignInAsync(string? owner = "owner", TimeSpan? lifetime = null, bool renewable = true, string? source = null) =>
        Service.StartAsync(
        new()
        {
            Subject = "alice",
            ClientId = Client,
            Scopes = ["orders.read", "orders.write"],
            Lifetime = lifetime,
        }, owner, "a test", renewable, source);

    public async Task<TokenPair> RefreshAsync(string? text)
    {
        var answer = await Service.RefreshAsync(text, Client);
        Assert.Null(answer.Refusal);
        return answer.Pair!;
    }

    public async Task<RefreshFamily?> AssertRefusedAsync(string? text, RefreshRefusal why, string client = Client)
    {
        var answer = await Service.RefreshAsync(text, client);
        Assert.Equal(why, answer.Refusal);
        Assert.Null(answer.Pair);
        return answer.Family;
    }

    public async Task<bool> IsGoodAsync(TokenPair pair) => (await Tokens.Check(pair.Access.Text)).Accepted;

    public void Pass(TimeSpan time) => Tokens.Clock.Advance(time);

    /// <summary>Lets the grace window close.</summary>
    public void PassGrace() => Pass(Options.Grace);
}
