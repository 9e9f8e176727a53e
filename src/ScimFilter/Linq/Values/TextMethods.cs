using System.Reflection;

namespace ScimFilter.Linq.Values;

/// <summary>The methods on strings that predicates call. Those that name no comparison run in databases alone.</summary>
internal static class TextMethods
{
    public static readonly MethodInfo AreEqual = ((Func<string?, string?, StringComparison, bool>)string.Equals).Method;
    public static readonly MethodInfo IsNullOrEmpty = ((Func<string?, bool>)string.IsNullOrEmpty).Method;
    public static readonly MethodInfo Contains = ((Func<string, bool>)"".Contains).Method;
    public static readonly MethodInfo StartsWith = typeof(string).GetMethod("StartsWith", [typeof(string)])!;
    public static readonly MethodInfo EndsWith = typeof(string).GetMethod("EndsWith", [typeof(string)])!;
    public static readonly MethodInfo IndexOf = typeof(string).GetMethod("IndexOf", [typeof(string)])!;
    public static readonly MethodInfo Substring = ((Func<int, string>)"".Substring).Method;
    public static readonly PropertyInfo Length = typeof(string).GetProperty(nameof(string.Length))!;
    public static readonly MethodInfo Compare = typeof(string).GetMethod("Compare", [typeof(string), typeof(string)])!;
    public static readonly MethodInfo ToLower = typeof(string).GetMethod("ToLower", [])!;
    public static readonly MethodInfo ToUpper = typeof(string).GetMethod("ToUpper", [])!;
}
