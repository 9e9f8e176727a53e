using System.Text;
using System.Text.Json;
using ScimFilter.Schema;

namespace ScimFilter.Tests;

/// <summary>What many tests need: case files, compilers of every kind, a small stack.</summary>
internal static class Support
{
    private const int SmallStack = 1_500_000;

    public static readonly FilterOptions Strict = new() { Syntax = FilterSyntax.Strict };

    /// <summary>Gets a schema of events in several shapes that allows little.</summary>
    public static FilterSchema EventSchema { get; } = new FilterSchemaBuilder()
        .String("id", id => Restrict(id).At("data.id", "toplevelresourceid", "topLevelResourceId", "extensions.topLevelResourceId"))
        .String("spaceId", space => Restrict(space).At("spaceid", "spaceId", "extensions.spaceId"))
        .String("topLevelResourceId", resource => Restrict(resource)
            .At("toplevelresourceid", "topLevelResourceId", "extensions.topLevelResourceId"))
        .String("data.status", status => Restrict(status).Values("ok", "error").OnlyFor("com.example.reload.finished"))
        .WithoutNegation()
        .WithoutValuePaths()
        .Build();

    public static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "Cases", file);

    public static IEnumerable<JsonElement> JsonLines(string file) =>
        File.ReadLines(PathOf(file)).Select(line => JsonDocument.Parse(line).RootElement);

    public static FilterCompiler Compiler(bool caseExact = false, CodeGeneration generation = CodeGeneration.Never,
        EventReading reading = EventReading.Full) =>
        new(new FilterCompilerOptions { CaseExact = caseExact, CodeGeneration = generation, EventReading = reading });

    public static bool Matches(string filter, string json, bool caseExact = false) =>
        Compiler(caseExact).Compile(FilterExpression.Parse(filter)).Matches(Encoding.UTF8.GetBytes(json));

    public static FilterError ErrorOf(string text, FilterOptions? options = null)
    {
        Assert.False(FilterExpression.TryParse(text, options ?? FilterOptions.Default, out _, out FilterError? error));
        return error;
    }

    /// <summary>Runs on a stack as small as a thread of the pool may have, where an overflow would end the process.</summary>
    public static void OnSmallStack(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    action();
                }
                catch (Exception exception)
                {
                    failure = exception;
                }
            },
            SmallStack);
        thread.Start();
        thread.Join();
        if (failure is not null)
        {
            throw new Xunit.Sdk.XunitException(failure.ToString());
        }
    }

    private static StringAttributeBuilder Restrict(StringAttributeBuilder attribute) =>
        attribute.CaseExact().NotNull().Operators(FilterOperators.Equality);
}
