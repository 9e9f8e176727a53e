using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ScimFilter.Webhooks.Tests;

/// <summary>The sample of the README, compiled and run: a comment behind a line that prints says what it prints.</summary>
public partial class ReadmeTests
{
    private static readonly string _sample =
        Sample().Match(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "README.md"))).Groups[1].Value;

    [Fact]
    public void The_sample_compiles_and_prints_what_it_says()
    {
        string[] promised = [.. Promise().Matches(_sample).Select(match => match.Groups[1].Value.Trim())];

        Assert.Equal(2, promised.Length);
        Assert.Equal(promised, Run(_sample).Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private static string Run(string code)
    {
        IEnumerable<MetadataReference> references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path));
        var options = new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable);
        CSharpCompilation compilation = CSharpCompilation.Create("Readme", [CSharpSyntaxTree.ParseText("using System;\n" + code)], references, options);
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
