using System.Security.Cryptography;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Keys;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace BlazorJwt.Redis;

/// <summary>
/// Looks at start whether Redis is there and can be used. What is wrong is said in a sentence, and nothing starts: a server that can't keep
/// a revocation must not hand out tokens, and one with other settings must not run beside the rest.
/// </summary>
internal sealed partial class RedisOptionsValidator(RedisConnection redis, IServiceProvider services, ILogger<RedisOptionsValidator> log)
    : IValidateOptions<RedisOptions>
{
    private static readonly TimeSpan FirstKeyTakes = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(500);

    public ValidateOptionsResult Validate(string? name, RedisOptions options)
    {
        var problems = Problems(options);
        return problems.Length > 0 ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
    }

    private string[] Problems(RedisOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.ApplicationName))
            return ["Redis:ApplicationName is empty. All servers that share a Redis have the same name there, for example BlazorJwt."];
        if (options.WaitAtStart < TimeSpan.Zero || options.WaitAtStart > LongestWait)
            return [$"Redis:WaitAtStart is {options.WaitAtStart}. It is a time between 00:00:00 and {LongestWait}, for example 00:00:30."];
        if (ProblemAfterWaiting(options.WaitAtStart) is { } unreachable) return [unreachable];
        try
        {
            string[] wrong =
                [.. RedisNames.Whole.Select(key => redis.Ask(database => UnreadableEntries.WrongType(database, key)) is { } type
                ? $"{key} in Redis is a {type}, where this app keeps a {RedisNames.Of(key).Type}: another program wrote it. "
                    + $"Remove it with: redis-cli del \"{key}\""
                : "").Where(sentence => sentence.Length > 0)];
            if (wrong.Length > 0) return wrong;
            string[] differences = [.. services.GetRequiredService<SharedSettings>().Differences(options)];
            if (differences.Length > 0) return differences;
            if (!MakeFirstKey())
                return [$"Another server says since {FirstKeyTakes.TotalSeconds:0} seconds that it makes the first key of Data " +
                    $"Protection. If none is starting, remove: redis-cli del \"{RedisNames.FirstKey}\""];
            foreach (var algorithm in SigningAlgorithms.All) services.GetRequiredService<RedisKeySchedules>().Stored(algorithm);
            return [];
        }
        catch (OptionsValidationException)
        {
            // Of another section, whose own check says it.
            return [];
        }
        catch (UnreadableEntryException)
        {
            return ["The signing keys in Redis can't be read: they were protected under another Redis:ApplicationName, "
                + "or by Data Protection keys that are gone, or something else was written there. Use the name of before; "
                + "or, when all servers are stopped, let go of the old keys with: "
                + $"redis-cli del {string.Join(' ', SigningAlgorithms.All.Select(name => $"\"{RedisNames.KeySchedule(name)}\""))}"];
        }
        catch (Exception reason) when (reason is StoreUnreachableException or RedisException or TimeoutException)
        {
            var said = (reason as RedisServerException ?? reason.InnerException as RedisServerException)?.Message;
            return [$"Redis answers, and does not do what this app asks: {said ?? "it takes longer than a second"}. It must be a Redis " +
                "(6.2 or newer) that can be written to and runs scripts."];
        }
    }

    // After a restart of the machine Redis may listen later than this server starts, or still read what it kept. Whatever else is wrong
    // does not mend itself.
    private string? ProblemAfterWaiting(TimeSpan patience)
    {
        if (patience == TimeSpan.Zero) return RedisProblem.Find(redis, out _);
        var problem = SureProblem(out var mayPass);
        if (problem is null || !mayPass) return problem;
        LogWaiting(problem, patience.TotalSeconds);
        var since = TimeProvider.System.GetTimestamp();
        while (problem is not null && mayPass && TimeProvider.System.GetElapsedTime(since) < patience)
        {
            Thread.Sleep(BetweenTries);
            problem = SureProblem(out mayPass);
        }

        return problem;
    }

    // A Redis that begins to listen between the two looks of one try seems to be no Redis: what does not pass by itself is asked twice.
    private string? SureProblem(out bool mayPass) =>
        RedisProblem.Find(redis, out mayPass) is { } problem && mayPass ? problem : RedisProblem.Find(redis, out mayPass);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Problem} Trying again for {Seconds} seconds.")]
    private partial void LogWaiting(string problem, double seconds);

    // The first key of Data Protection, made by one server while the others wait: two made at once would not know each other's.
    private bool MakeFirstKey()
    {
        RedisValue mine = Guid.NewGuid().ToString("N");
        var since = TimeProvider.System.GetTimestamp();
        while (!redis.Database.LockTake(RedisNames.FirstKey, mine, FirstKeyTakes))
        {
            if (TimeProvider.System.GetElapsedTime(since) > 2 * FirstKeyTakes) return false;
            Thread.Sleep(20);
        }

        try
        {
            services.GetRequiredService<IDataProtectionProvider>().CreateProtector("first").Protect([1]);
            return true;
        }
        finally
        {
            redis.Database.LockRelease(RedisNames.FirstKey, mine);
        }
    }
}
