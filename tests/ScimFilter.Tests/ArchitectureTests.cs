using System.Reflection;
using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using ArchUnitNET.xUnit;
using static ArchUnitNET.Fluent.ArchRuleDefinition;
using Assembly = System.Reflection.Assembly;

namespace ScimFilter.Tests;

/// <summary>Which room may know which.</summary>
public class ArchitectureTests
{
    private static readonly Assembly _library = typeof(FilterExpression).Assembly;

    private static readonly Architecture _architecture =
        new ArchLoader()
            .LoadAssemblies(_library, typeof(Pidgin.Parser).Assembly, typeof(System.Linq.Expressions.Expression).Assembly)
            .Build();

    /// <summary>Every room of the library, and the rooms that it may use; any other is behind it.</summary>
    [Theory]
    [InlineData("Ast", "")]
    [InlineData("Formatting", "Ast")]
    [InlineData("Parsing", "Ast|Formatting")]
    [InlineData("Documents", "Ast|Formatting")]
    [InlineData("Analysis", "Ast")]
    [InlineData("Json.Slots", "")]
    [InlineData("Json", "Ast|Json.Slots")]
    [InlineData("Runtime", "Ast|Json.Slots")]
    [InlineData("Schema", "Ast|Formatting|Documents|Json|Runtime")]
    [InlineData("Compilation", "Ast|Analysis|Json|Json.Slots|Runtime|Schema")]
    [InlineData("Explaining", "Ast|Formatting|Json|Json.Slots|Runtime|Schema|Compilation")]
    [InlineData("Linq.Values", "Ast|Json.Slots|Runtime|Schema")]
    [InlineData("Linq", "Ast|Formatting|Runtime|Schema|Compilation|Linq.Values")]
    [InlineData("Matching", "Ast|Analysis|Json|Json.Slots|Runtime|Schema|Compilation")]
    public void A_room_knows_only_the_rooms_that_it_builds_on(string room, string known) =>
        CheckArrow(Space(room), $"(?!({string.Join('|', $"{known}|{room}".Split('|').Select(Space))})$).+");

    [Fact]
    public void Every_room_has_its_row() =>
        Assert.Equal(
            Rows(nameof(A_room_knows_only_the_rooms_that_it_builds_on)),
            Namespaces().Where(name => name.Length > 0)
                .Select(name => name.StartsWith("Matching", StringComparison.Ordinal) ? "Matching" : name)
                .Distinct().Order(StringComparer.Ordinal));

    /// <summary>
    /// The types of the root that rooms know: what they exchange, and options. Anything else of the root is the facade, which rooms do not
    /// know.
    /// </summary>
    [Theory]
    [InlineData("Ast", "FilterExpression|SourceSpan")]
    [InlineData("Formatting", "FilterExpression|FilterError|FilterErrorKind|SourceSpan")]
    [InlineData("Parsing", "FilterExpression|FilterError|FilterErrorKind|SourceSpan|FilterOptions|FilterSyntax")]
    [InlineData("Documents", "")]
    [InlineData("Analysis", "FilterExpression|SourceSpan")]
    [InlineData("Json.Slots", "")]
    [InlineData("Json", "EventReading|EventFormatException")]
    [InlineData("Runtime", "")]
    [InlineData("Schema", "FilterExpression|FilterError|FilterErrorKind|SourceSpan")]
    [InlineData(
        "Compilation", "FilterExpression|FilterError|CodeGeneration|EventReading|FilterCompilerOptions|FilterCompilerStatistics")]
    [InlineData("Explaining", "FilterExpression|FilterExplanation")]
    [InlineData("Linq.Values", "")]
    [InlineData("Linq", "FilterExpression|FilterError|FilterErrorKind|SourceSpan|FilterValidationException")]
    public void A_room_knows_only_these_types_of_the_root(string room, string known) =>
        Types().That().ResideInNamespaceMatching($"^ScimFilter\\.{Space(room)}$")
            .Should().NotDependOnAny(Types().That().ResideInNamespaceMatching("^ScimFilter$").And().DoNotHaveNameMatching($"^({known})$"))
            .Check(_architecture);

    /// <summary>
    /// The cycles between the root and its rooms: types that rooms exchange, which have methods that lead back into rooms.
    /// </summary>
    [Theory]
    [InlineData("FilterExpression", "Parsing|Formatting")]
    [InlineData("FilterError", "Formatting")]
    [InlineData("FilterExplanation", "Explaining")]
    [InlineData("FilterCompilerOptions", "Schema")]
    [InlineData("SourceSpan|FilterErrorKind|FilterOptions|FilterSyntax|CodeGeneration|FilterCompilerStatistics", "")]
    [InlineData("EventReading|EventFormatException", "")]
    [InlineData("FilterValidationException", "")]
    public void What_rooms_exchange_leads_back_into_these_rooms_alone(string type, string known) =>
        Types().That().ResideInNamespaceMatching("^ScimFilter$").And().HaveNameMatching($"^({type})$")
            .Should().NotDependOnAny(Types().That().ResideInNamespaceMatching($"^ScimFilter\\.(?!({known})$).+"))
            .Check(_architecture);

    /// <summary>The rooms of the index, and the rooms that each may use; anything else of the index is behind it.</summary>
    [Theory]
    [InlineData("Memory", "")]
    [InlineData("Tables", "Memory")]
    [InlineData("Keys", "Memory")]
    [InlineData("Paths", "Memory|Tables|Keys")]
    [InlineData("Records", "Memory|Tables|Keys|Paths")]
    [InlineData("Building", "Memory|Tables|Keys|Paths|Records")]
    [InlineData("Planning", "Memory|Keys")]
    [InlineData("Updating", "Memory|Tables|Keys|Paths|Records|Building|Planning")]
    [InlineData("Probing", "Memory|Tables|Keys|Paths|Records")]
    [InlineData("Statistics", "Memory|Tables|Keys|Paths|Records")]
    public void A_room_of_the_index_knows_only_those_that_it_builds_on(string room, string known) =>
        CheckArrow($@"Matching\.{room}", $@"Matching\.(?!({known}|{room})$).*");

    [Fact]
    public void Every_room_of_the_index_has_its_row() =>
        Assert.Equal(
            ["", "Building", "Keys", "Memory", "Paths", "Planning", "Probing", "Records", "Statistics", "Tables", "Updating"],
            _library.GetTypes().Select(type => type.Namespace ?? "")
                .Where(name => name.StartsWith("ScimFilter.Matching", StringComparison.Ordinal))
                .Select(name => name["ScimFilter.Matching".Length..].TrimStart('.')).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void The_folder_of_the_index_itself_holds_numbers_only() =>
        Assert.Equal(["Thresholds"], _library.GetTypes().Where(type => type.Namespace == "ScimFilter.Matching").Select(type => type.Name));

    [Fact]
    public void The_root_does_not_know_the_linq_translation() =>
        Types().That().ResideInNamespaceMatching("^ScimFilter$")
            .Should().NotDependOnAny(Types().That().ResideInNamespace("ScimFilter.Linq"))
            .Check(_architecture);

    [Fact]
    public void Only_parsing_knows_the_parser_library() =>
        Types().That().ResideInAssembly(_library).And().DoNotResideInNamespace("ScimFilter.Parsing")
            .Should().NotDependOnAny(Types().That().ResideInNamespaceMatching(@"^Pidgin(\..*)?$"))
            .Check(_architecture);

    [Fact]
    public void Only_compilation_and_linq_know_expression_trees() =>
        Types().That().ResideInAssembly(_library).And().DoNotResideInNamespaceMatching(@"^ScimFilter\.(Compilation|Linq)(\..*)?$")
            .Should().NotDependOnAny(Types().That().ResideInNamespace("System.Linq.Expressions"))
            .Check(_architecture);

    [Fact]
    public void The_library_depends_on_its_parser_library_alone() =>
        Assert.Equal(
            ["Pidgin"],
            _library.GetReferencedAssemblies().Select(name => name.Name!)
                .Where(name => !name.StartsWith("System.", StringComparison.Ordinal)));

    [Fact]
    public void There_is_no_static_mutable_state() =>
        Assert.Empty(_library.GetTypes()
            .Where(type => type.Namespace?.StartsWith("ScimFilter", StringComparison.Ordinal) == true)
            .Where(type => !type.Name.StartsWith('<') && !type.IsEnum)
            .SelectMany(type => type.GetFields(
                BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(field => !field.IsInitOnly && !field.IsLiteral && !field.Name.StartsWith('<'))
            .Select(field => $"{field.DeclaringType}.{field.Name}"));

    // QueryTarget is an option of LINQ, public in the namespace that users import; how values compare depends on it.
    private static void CheckArrow(string room, string unknown) =>
        Types().That().ResideInNamespaceMatching($"^ScimFilter\\.{room}$")
            .Should().NotDependOnAny(Types().That().ResideInNamespaceMatching($"^ScimFilter\\.{unknown}$")
                .And().DoNotHaveName("QueryTarget"))
            .Check(_architecture);

    /// <summary>The name of a room as a pattern; the rooms of the index have rows of their own besides.</summary>
    private static string Space(string room) =>
        room == "Matching" ? @"Matching(\..*)?" : room.Replace(".", @"\.", StringComparison.Ordinal);

    private static IEnumerable<string> Namespaces() => _library.GetTypes()
        .Select(type => type.Namespace ?? "").Where(name => name.StartsWith("ScimFilter", StringComparison.Ordinal))
        .Select(name => name["ScimFilter".Length..].TrimStart('.')).Distinct();

    private static IEnumerable<string> Rows(string theory) => typeof(ArchitectureTests).GetMethod(theory)!
        .GetCustomAttributes<InlineDataAttribute>().Select(row => (string)row.GetData(null!).Single()[0]).Order(StringComparer.Ordinal);
}
