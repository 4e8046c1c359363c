using System.Collections;
using System.Reflection;
using System.Text;
using BlazorJwt.AuthorizationServer.ServiceAccounts;

namespace BlazorJwt.Tests.AuthorizationServer.ServiceAccounts;

/// <summary>Every text and every run of bytes that an object of this room holds, in whatever field, its collections included. What other
/// rooms keep is not followed.</summary>
internal sealed class HeldBytes : IEnumerable<byte[]>
{
    private readonly List<byte[]> _found = [];
    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);

    public HeldBytes(object holder) => Walk(holder);

    /// <summary>True when these bytes stand anywhere in what was found, alone or within a longer text.</summary>
    public bool Contains(byte[] bytes) => _found.Any(held => held.AsSpan().IndexOf(bytes) >= 0);

    public IEnumerator<byte[]> GetEnumerator() => _found.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Walk(object? value)
    {
        if (value is null or Type or Delegate) return;
        if (value is string text) _found.Add(Encoding.UTF8.GetBytes(text));
        else if (value is byte[] bytes) _found.Add(bytes);
        else if (value.GetType() is { IsPrimitive: false } type && (type.IsValueType || _seen.Add(value)))
        {
            if (value is Array { } array)
            {
                foreach (var item in array) Walk(item);
            }
            else if (IsFollowed(type))
            {
                foreach (var field in Fields(type)) Walk(field.GetValue(value));
            }
        }
    }

    private static bool IsFollowed(Type type) =>
        // A collection expression may give a type of the compiler's own, without a namespace.
        type.Namespace is not { } room
            || (room.StartsWith("System.Collections", StringComparison.Ordinal) || room == typeof(ServiceAccountRegistry).Namespace);

    private static IEnumerable<FieldInfo> Fields(Type? type) =>
        type is null ? [] : type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .Concat(Fields(type.BaseType));
}
