using System.Diagnostics;
using System.Text.Json;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;
using BlazorJwt.Tokens.Validation;
using BlazorJwt.Tokens.Warnings;

namespace BlazorJwt.Tests.Tokens.Validation;

/// <summary>
/// Whatever text comes in: reading, checking and warning end without an exception, in bounded time and bounded memory, and a verdict's list
/// agrees with its decision.
/// </summary>
[Trait("takes", "long")]
public sealed class BoundedTests
{
    // One for all runs: its RSA keys take longer to make than a thousand texts to read.
    private static readonly TokenWorld World = new();

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    [Fact]
    public void Fifty_thousand_broken_tokens_are_answered_within_bounds() => Run(1, 50_000);

    [Fact(Explicit = true)]
    public void A_million_broken_tokens_are_answered_within_bounds()
    {
        for (var seed = 100; seed < 120; seed++) Run(seed, 50_000);
    }

    [Fact]
    public void A_step_that_takes_too_much_is_found()
    {
        Assert.ThrowsAny<Exception>(() => Measure("reading", "e30.e30.", () => new byte[4_000_000]));
        Assert.ThrowsAny<Exception>(() =>
            Measure("reading", "e30.e30.", () => Wait(TimeSpan.FromMilliseconds(20)), TimeSpan.FromMilliseconds(10)));
        Assert.ThrowsAny<Exception>(() => Measure("reading", "e30.e30.", () => int.Parse("broken", null)));
    }

    private static void Run(int seed, int count)
    {
        var world = World;
        var wild = new WildTokens(world, seed);
        var keys = SigningAlgorithms.All.Select(algorithm => world.Key(algorithm)).ToArray();
        var refused = new HashSet<TokenCheckKind>();
        var warned = new HashSet<TokenWarningKind>();
        var accepted = 0;
        var policies = Policies(world, keys);

        for (var index = 0; index < count; index++)
        {
            var text = wild.Next();
            var decoded = Measure("reading", text, () => world.Service.Decode(text));
            AssertSound(decoded);
            var warnings = Measure("warning", text, () => world.Service.Warn(decoded, keys[index % keys.Length]));
            warned.UnionWith(warnings.Select(warning => warning.Kind));
            var signature = Measure("verifying", text, () => world.Service.VerifySignature(text, policies[1].Keys, SigningAlgorithms.Jose));
            // By turns: what a policy lets through, the other sees at the next text of the kind.
            var policy = policies[index % policies.Length];
            var verdict = Measure("checking", text, () => Check(world, text, policy));
            Measure("listing", text, () => verdict.Checks);
            Verdicts.AssertConsistent(verdict);
            // Nothing is accepted whose signature alone is not.
            Assert.True(signature.Accepted || !verdict.Accepted, text);
            if (verdict.Accepted) accepted++;
            else refused.Add(verdict.Refusal!.Kind);
        }

        // The run is worth nothing if all texts fail at the same place.
        Assert.InRange(accepted, count / 1000, count);
        Assert.True(refused.Count >= 13, string.Join(' ', refused));
        Assert.True(warned.Count >= 20, string.Join(' ', warned));
    }

    // The app's own, and the most that a visitor can give away: any issuer, any audience, any type, no claim asked for, keys that the
    // visitor chose.
    private static TokenPolicy[] Policies(TokenWorld world, TokenKey[] keys) =>
    [
        world.Service.Policy,
        new()
        {
            Issuer = null,
            Audience = null,
            Keys = new FixedKeySet(keys),
            KeyMustBeNamed = false,
            Types = [],
            Algorithms = SigningAlgorithms.Jose,
            RequiredClaims = [],
            MaxBytes = TokenDecoder.MaxCharacters,
            MaxLifetime = TimeSpan.FromDays(36_500),
        },
    ];

    // Nothing in it waits for anything, so it ends on the thread it began on; only so its memory can be measured.
    private static TokenVerdict Check(TokenWorld world, string text, TokenPolicy policy)
    {
        var check = world.Service.ValidateAsync(text, policy).AsTask();
        Assert.True(check.IsCompletedSuccessfully);
        return check.GetAwaiter().GetResult();
    }

    private static T Measure<T>(string what, string text, Func<T> step, TimeSpan? longest = null)
    {
        // Another process may hold the processor: only what is too slow three times is too slow.
        for (var attempt = 1; ; attempt++)
        {
            var (before, began) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
            T result;
            try
            {
                result = step();
            }
            catch (Exception reason)
            {
                throw new InvalidOperationException($"{what} failed for {JsonSerializer.Serialize(text)}", reason);
            }

            var (allocated, took) = (GC.GetAllocatedBytesForCurrentThread() - before, Stopwatch.GetElapsedTime(began));
            if (allocated > MostBytes(text))
                Assert.Fail($"{what} took {allocated:N0} bytes for {text.Length:N0} characters: {JsonSerializer.Serialize(text)}");
            if (took <= (longest ?? Longest)) return result;
            if (attempt == 3) Assert.Fail($"{what} took {took} for {JsonSerializer.Serialize(text)}");
        }
    }

    // A megabyte for what happens once in a process, and so much for each character.
    private static long MostBytes(string text) => 1_000_000 + (200L * text.Length);

    private static void AssertSound(DecodedToken decoded)
    {
        foreach (var problem in decoded.Problems) Assert.InRange(problem.Position ?? 0, 0, decoded.Text.Length);
        foreach (var part in decoded.Parts)
        {
            Assert.True(decoded.Text.AsSpan(part.Start).StartsWith(part.Text, StringComparison.Ordinal));
            Assert.False(part.Json is not null && part.Beginning is not null);
        }
    }

    private static bool Wait(TimeSpan time)
    {
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) <= time) Thread.SpinWait(1000);
        return true;
    }
}
