using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace BlazorJwt.Components.Teaching;

/// <summary>What a page calls the values of an enum: they stand in its <see cref="DisplayAttribute"/>s.</summary>
internal static class EnumWords
{
    /// <summary>The name; what a browser made up has no better one than its own.</summary>
    public static string Words(this Enum value) => Display(value)?.Name ?? value.ToString();

    public static string? Description(this Enum value) => Display(value)?.Description;

    private static DisplayAttribute? Display(Enum value) =>
        value.GetType().GetField(value.ToString())?.GetCustomAttribute<DisplayAttribute>();
}
