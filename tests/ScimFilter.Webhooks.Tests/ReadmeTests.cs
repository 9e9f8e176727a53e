using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ScimFilter.Webhooks.Tests;

/// <summary>The samples of the README, compiled as one program and run: a comment behind a line that prints says what it prints.</summary>
public partial class ReadmeTests
{
    private static readonly string _sample = string.Concat(
        Sample().Matches(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "README.md"))).Select(match => match.Groups[1].Value));

    [Fact]
    public void The_samples_compile_and_print_what_they_say()
    {
        string[] promised = [.. Promise().Matches(_sample).Select(match => match.Groups[1].Value.Trim())];

        Assert.Equal(4, promised.Length);
        Assert.Equal(promised, Run(_sample).Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private static string Run(string samples)
    {
        // Using directives stand before all statements, those of a later sample too.
        ILookup<bool, string> lines = samples.Split('\n').ToLookup(line => line.StartsWith("using ", StringComparison.Ordinal));
        string code = string.Join('\n', [.. lines[true], .. lines[false]]);
        IEnumerable<MetadataReference> references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path));
        var options = new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable);
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Readme", [CSharpSyntaxTree.ParseText("using System;\n" + code)], references, options);
        using var stream = new MemoryStream();
        Assert.Empty(compilation.Emit(stream).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        TextWriter console = Console.Out;
        var output = new StringWriter();
        Console.SetOut(output);
        try
        {
            MethodInfo main = Assembly.Load(stream.ToArray()).EntryPoint!;
            main.Invoke(null, main.GetParameters().Length == 0 ? null : [Array.Empty<string>()]);
        }
        finally
        {
            Console.SetOut(console);
        }

        return output.ToString();
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Sample();

    [GeneratedRegex(@"WriteLine\(.*\);\s+// (.+)$", RegexOptions.Multiline)]
    private static partial Regex Promise();
}
