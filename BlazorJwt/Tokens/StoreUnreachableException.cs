namespace BlazorJwt.Tokens;

/// <summary>
/// The store that several servers share could not be asked, or did not take what it was given. Nothing was let in by it: anyone who gets
/// this answers 503, and the same request may succeed a moment later.
/// </summary>
internal class StoreUnreachableException(Exception? reason = null) : Exception(Sentence, reason)
{
    public const string Sentence = "The store that the servers share can't be reached at the moment, so nothing can be checked or kept. " +
        "Nothing is lost: try again in a few seconds.";

    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);
}

/// <summary>The store has what was asked for, and it can't be read. A server that knows it already goes on with what it knows.</summary>
internal sealed class UnreadableEntryException(Exception reason) : StoreUnreachableException(reason);
