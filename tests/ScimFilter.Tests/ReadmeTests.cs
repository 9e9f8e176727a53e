using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ScimFilter.Tests;

/// <summary>The samples of the README, compiled together and run: each comment behind a line that prints says what it prints.</summary>
public partial class ReadmeTests
{
    private static readonly string _readme = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "README.md"));

    [Fact]
    public void The_samples_compile_and_print_what_they_say()
    {
        string[] samples = [.. Samples().Matches(_readme).Select(match => match.Groups[1].Value)];
        Assert.True(samples.Length >= 5);
        string[] usings = [.. samples.SelectMany(Lines).Where(line => line.StartsWith("using ", StringComparison.Ordinal)).Distinct()];
        ILookup<bool, string> body = samples.SelectMany(Lines).Where(line => !line.StartsWith("using ", StringComparison.Ordinal))
            .ToLookup(line => line.StartsWith("record ", StringComparison.Ordinal));
        string printed = Run(
            string.Join('\n', [.. usings, "using System;", "using System.Collections.Generic;", .. body[false], .. body[true]]));

        string[] promised = [.. Promises().Matches(string.Join('\n', samples)).Select(match => match.Groups[1].Value.Trim())];
        Assert.True(promised.Length >= 6);
        Assert.All(promised, promise => Assert.Contains(promise, Lines(printed)));
    }

    [Fact]
    public void The_picture_is_the_one_that_the_library_draws()
    {
        const string text = "userName eg \"bjensen\"";
        Assert.Contains(Support.ErrorOf(text).Draw(text), _readme, StringComparison.Ordinal);
    }

    private static string[] Lines(string text) => text.Split('\n');

    private static string Run(string code)
    {
        IEnumerable<MetadataReference> references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path));
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Readme", [CSharpSyntaxTree.ParseText(code)], references,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        using var stream = new MemoryStream();
        Assert.Empty(compilation.Emit(stream).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));

        TextWriter console = Console.Out;
        var output = new StringWriter(new StringBuilder());
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
    private static partial Regex Samples();

    // Comments that start with a capital letter, or with the text of a filter or an error, are promises.
    [GeneratedRegex(@"(?:WriteLine\(.*\);\s+|^\s+)// (.+)$", RegexOptions.Multiline)]
    private static partial Regex Promises();
}
