using System.Text.Json;
using FsCheck.Xunit;
using ScimFilter.Linq;
using ScimFilter.Oracle;

namespace ScimFilter.Tests.Linq;

/// <summary>A predicate over an object gives the answer of the oracle, and of a compiled filter, over the object's JSON.</summary>
[Properties(Arbitrary = [typeof(ResourceGenerators)], MaxTest = 1_000, QuietOnSuccess = true)]
public class PredicateLawTests
{
    private static readonly FilterTranslator<Resource> _folded = new(map => map.Properties());
    private static readonly FilterTranslator<Resource> _exact =
        new(map => map.Properties(), new FilterTranslatorOptions { CaseExact = true });

    [Property]
    public bool The_predicate_gives_the_answer_of_the_oracle(FilterExpression filter, Resource[] resources) =>
        Agree(filter, resources, _folded) && Agree(filter, resources, _exact);

    private static bool Agree(FilterExpression filter, Resource[] resources, FilterTranslator<Resource> translator)
    {
        Func<Resource, bool> predicate = translator.Translate(filter).Compile(preferInterpretation: true);
        CompiledFilter compiled = Support.Compiler(translator.Options.CaseExact).Compile(filter);
        return resources.All(resource =>
        {
            JsonElement json = JsonSerializer.SerializeToElement(resource);
            bool expected = NaiveEvaluator.Matches(filter, json, translator.Options.CaseExact);
            Assert.Equal((expected, expected), (predicate(resource), compiled.Matches(json)));
            return true;
        });
    }
}
