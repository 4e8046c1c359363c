using System.Reflection;
using System.Reflection.Emit;

namespace BlazorJwt.Tests.Conventions;

/// <summary>What a type mentions: in its signatures and in the bodies of its methods, lambdas and generated parts included.</summary>
internal static class Mentions
{
    private const BindingFlags Own =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    /// <summary>The types a type mentions.</summary>
    public static IEnumerable<Type> TypesOf(Type type) =>
        Signatures(type).SelectMany(Flatten).Concat(MembersOf(type).SelectMany(TypesIn)).Distinct();

    /// <summary>The members that the bodies of a type's methods use.</summary>
    public static IEnumerable<MemberInfo> MembersOf(Type type) =>
        type.GetMethods(Own).Cast<MethodBase>().Concat(type.GetConstructors(Own)).SelectMany(MembersOf).Distinct();

    /// <summary>A type and the types inside it, those that the compiler makes of lambdas and iterators included.</summary>
    public static IEnumerable<Type> WithParts(Type type) => type.GetNestedTypes(Own).SelectMany(WithParts).Prepend(type);

    /// <summary>The type of the source a type belongs to: a lambda's or an iterator's class belongs to the class around it.</summary>
    public static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static IEnumerable<Type> Signatures(Type type)
    {
        IEnumerable<Type?> all =
        [
            type.BaseType, .. type.GetInterfaces(),
            .. type.GetFields(Own).Select(field => field.FieldType), .. type.GetProperties(Own).Select(property => property.PropertyType),
            .. type.GetMethods(Own)
                .SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType)),
            .. type.GetConstructors(Own)
                .SelectMany(constructor => constructor.GetParameters().Select(parameter => parameter.ParameterType)),
            .. type.GetCustomAttributesData().Select(attribute => attribute.AttributeType),
        ];
        return all.OfType<Type>();
    }

    /// <summary>The types that the use of a member mentions.</summary>
    public static IEnumerable<Type> TypesIn(MemberInfo member)
    {
        IEnumerable<Type?> all = member switch
        {
            Type type => [type],
            FieldInfo field => [field.DeclaringType, field.FieldType],
            MethodInfo method => [method.DeclaringType, method.ReturnType, .. method.GetGenericArguments()],
            _ => [member.DeclaringType],
        };
        return all.OfType<Type>().SelectMany(Flatten);
    }

    private static IEnumerable<Type> Flatten(Type type) =>
        type.HasElementType ? Flatten(type.GetElementType()!) : type.IsGenericType
            ? type.GetGenericArguments().SelectMany(Flatten).Append(type) : [type];

    /// <summary>The members and types that the body of a method uses.</summary>
    public static IEnumerable<MemberInfo> MembersOf(MethodBase method)
    {
        if (method.GetMethodBody() is not { } body || body.GetILAsByteArray() is not { } code)
            yield break;
        foreach (var local in body.LocalVariables)
            yield return local.LocalType;
        for (var at = 0; at < code.Length;)
        {
            var opCode = code[at] == 0xFE ? Codes[(short)(0xFE00 | code[at + 1])] : Codes[code[at]];
            at += opCode.Size;
            if (opCode.OperandType is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType
                && Resolve(method, BitConverter.ToInt32(code, at)) is { } member)
                yield return member;
            at += opCode.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(code, at),
                _ => 4,
            };
        }
    }

    private static MemberInfo? Resolve(MethodBase method, int token) => method.Module.ResolveMember(
        token,
        method.DeclaringType is { IsGenericType: true } generic ? generic.GetGenericArguments() : null,
        method.IsGenericMethod ? method.GetGenericArguments() : null);
}
