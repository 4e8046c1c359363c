using BlazorJwt.Tokens;

namespace BlazorJwt.Tests.Tokens;

/// <summary>A header that was read before is not read again, and is believed no more for it.</summary>
public sealed class KnownHeaderTests
{
    private readonly TokenWorld _world = new();

    [Fact]
    public async Task A_known_header_opens_nothing_for_another_payload()
    {
        var good = _world.Token();
        Assert.True((await _world.Check(good)).Accepted);
        var (first, second) = (good.Split('.'), _world.Token().Split('.'));
        Assert.Equal(first[0], second[0]);

        var verdict = await _world.Check($"{first[0]}.{second[1]}.{first[2]}");

        Assert.Equal(TokenCheckKind.Signature, verdict.Refusal?.Kind);
    }

    [Fact]
    public async Task A_known_header_is_refused_by_a_policy_that_does_not_know_its_key()
    {
        var good = _world.Token();
        Assert.True((await _world.Check(good)).Accepted);

        var verdict = await _world.Check(good, _world.Service.Policy with { Keys = new FixedKeySet() });

        Assert.Equal(TokenCheckKind.Key, verdict.Refusal?.Kind);
    }

    [Fact]
    public async Task A_known_header_is_refused_by_a_policy_that_does_not_take_its_algorithm()
    {
        var good = _world.Token();
        Assert.True((await _world.Check(good)).Accepted);

        var verdict = await _world.Check(good, _world.Service.Policy with { Algorithms = [SigningAlgorithms.RS256] });

        Assert.Equal(TokenCheckKind.Algorithm, verdict.Refusal?.Kind);
    }

    [Fact]
    public async Task A_header_that_differs_in_one_character_is_read_anew()
    {
        var good = _world.Token();
        Assert.True((await _world.Check(good)).Accepted);

        var verdict = await _world.Check($"f{good[1..]}");

        Assert.False(verdict.Accepted);
        Assert.NotEqual(TokenCheckKind.Signature, verdict.Refusal?.Kind);
    }
}
