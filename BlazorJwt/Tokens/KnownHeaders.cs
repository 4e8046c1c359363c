namespace BlazorJwt.Tokens;

/// <summary>
/// Headers that were read before. All tokens of a key have the same header to the letter, so the same text need not be read anew. What is
/// remembered is what the text says, and no verdict: policy, key and signature are judged for each token.
/// </summary>
internal static class KnownHeaders
{
    private const int Places = 16;
    private const int Longest = 512;

    private static readonly Entry?[] Entries = new Entry?[Places];
    private static int _next;

    /// <summary>What this header says, when it is known.</summary>
    /// <param name="text">The first part of a token, as it stands there.</param>
    /// <param name="members">Its members.</param>
    public static bool TryFind(ReadOnlySpan<char> text, out HeaderMembers members)
    {
        foreach (var entry in Entries)
        {
            if (entry is null || !entry.Says(text)) continue;
            members = entry.Members;
            return true;
        }

        members = default;
        return false;
    }

    /// <summary>Remembers a header in which nothing was wrong and that names a trusted key: a stranger's junk takes no place here.</summary>
    public static void Remember(ReadOnlySpan<char> text, HeaderMembers members)
    {
        if (text.Length <= Longest) Entries[(uint)Interlocked.Increment(ref _next) % Places] = new(text.ToString(), members);
    }

    private sealed class Entry(string text, HeaderMembers members)
    {
        public HeaderMembers Members => members;

        public bool Says(ReadOnlySpan<char> other) => other.SequenceEqual(text);
    }
}
