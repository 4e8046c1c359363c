using System.Security.Claims;
using BlazorJwt.Tokens;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tests.Tokens;

/// <summary>An identity whose claims are written down late must never look as if it had none.</summary>
public sealed class RememberedIdentityTests
{
    private static readonly Dictionary<string, Func<ClaimsIdentity, bool>> Ways = new()
    {
        ["Claims"] = identity => identity.Claims.Any(IsRole),
        ["FindFirst by name"] = identity => identity.FindFirst("role")?.Value == "customer",
        ["FindFirst by a question"] = identity => identity.FindFirst(IsRole) is not null,
        ["FindAll by name"] = identity => identity.FindAll("role").Any(),
        ["FindAll by a question"] = identity => identity.FindAll(IsRole).Any(),
        ["HasClaim by name"] = identity => identity.HasClaim("role", "customer"),
        ["HasClaim by a question"] = identity => identity.HasClaim(IsRole),
        ["Name"] = identity => identity.Name == "Alice Anders",
        ["IsInRole"] = identity => new ClaimsPrincipal(identity).IsInRole("customer"),
        ["the principal's claims"] = identity => new ClaimsPrincipal(identity).Claims.Any(IsRole),
        ["a copy"] = identity => identity.Clone().Claims.Any(IsRole),
        ["a copy of the principal"] = identity => new ClaimsPrincipal(identity).Clone().Claims.Any(IsRole),
        ["an identity made of it"] = identity => new ClaimsIdentity(identity).Claims.Any(IsRole),
        ["an identity made of it with more claims"] = identity => new ClaimsIdentity(identity, [new("more", "yes")]).Claims.Any(IsRole),
        ["bytes"] = identity => Reread(identity).Claims.Any(IsRole),
        ["with one more"] = identity => With(identity, it => it.AddClaim(new("more", "yes"))),
        ["with some more"] = identity => With(identity, it => it.AddClaims([new("more", "yes")])),
        ["with one less"] = identity => With(identity, it => it.RemoveClaim(it.FindFirst("sub"))),
        ["asked for one less"] = identity => With(identity, it => Assert.True(it.TryRemoveClaim(it.FindFirst("sub")))),
    };

    private readonly TokenWorld _world = new();
    private string? _text;

    public static TheoryData<string> NamesOfWays => [.. Ways.Keys];

    [Theory]
    [MemberData(nameof(NamesOfWays))]
    public async Task Every_way_to_the_claims_finds_them(string way) => Assert.True(Ways[way](await Remembered()));

    [Fact]
    public async Task It_is_signed_in_before_anybody_asked_for_a_claim_and_after()
    {
        var identity = await Remembered();

        Assert.True(identity.IsAuthenticated);
        Assert.NotEmpty(identity.Claims);
        Assert.True(identity.IsAuthenticated);
    }

    [Fact]
    public async Task Names_of_claims_have_a_case_as_in_the_token()
    {
        var identity = Assert.IsAssignableFrom<CaseSensitiveClaimsIdentity>(await Remembered());

        Assert.Null(identity.FindFirst("Role"));
        Assert.Empty(identity.FindAll("ROLE"));
        Assert.False(identity.HasClaim("Role", "customer"));
    }

    [Fact]
    public async Task What_one_request_adds_no_other_request_sees()
    {
        var (one, other) = (await Remembered(), await Remembered());

        one.AddClaim(new("role", "manager"));

        Assert.True(one.HasClaim("role", "manager"));
        Assert.False(other.HasClaim("role", "manager"));
        Assert.All(other.Claims, claim => Assert.Same(other, claim.Subject));
    }

    [Fact]
    public async Task Claims_are_written_once_however_many_ask_at_the_same_time()
    {
        var identity = await Remembered();
        var expected = (await Remembered()).Claims.Count();

        var counts = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => identity.Claims.Count(), TestContext.Current.CancellationToken)));

        Assert.All(counts, count => Assert.Equal(expected, count));
    }

    [Fact]
    public async Task Copied_past_its_own_way_it_opens_nothing() => Assert.Empty(new CaseSensitiveClaimsIdentity(await Remembered()).Claims);

    private static bool IsRole(Claim claim) => claim is { Type: "role", Value: "customer" };

    private static bool With(ClaimsIdentity identity, Action<ClaimsIdentity> change)
    {
        change(identity);
        return identity.HasClaim("role", "customer");
    }

    private static ClaimsIdentity Reread(ClaimsIdentity identity)
    {
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes, System.Text.Encoding.UTF8, leaveOpen: true)) identity.WriteTo(writer);
        bytes.Position = 0;
        using var reader = new BinaryReader(bytes);
        return new(reader);
    }

    private async Task<ClaimsIdentity> Remembered()
    {
        var token = _text ??= _world.Token();
        await _world.Check(token);
        var verdict = await _world.Check(token);
        Assert.True(verdict.IsRemembered);
        return Assert.IsType<RememberedIdentity>(verdict.Identity);
    }
}
