namespace BlazorJwt.HttpLog;

/// <summary>How much of the visitors' exchanges is kept, section <c>HttpLog</c>.</summary>
internal sealed class HttpLogOptions
{
    public const string Section = "HttpLog";

    /// <summary>How many exchanges are kept for a visitor; the oldest goes first.</summary>
    public int PerVisitor { get; set; } = 50;

    /// <summary>For how many visitors; the one who was quiet longest goes first.</summary>
    public int Visitors { get; set; } = 500;

    /// <summary>How many bytes of a body are kept. What lies behind is passed on and not recorded.</summary>
    public int BodyBytes { get; set; } = 16 * 1024;
}
