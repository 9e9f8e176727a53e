using ScimFilter.Benchmarks.Events;
using ScimFilter.Benchmarks.Matching.Workloads;

namespace ScimFilter.Benchmarks.Matching.Candidates;

/// <summary>The attributes of the sample event, read for filters to be evaluated on.</summary>
internal sealed class AttributeRead : Candidate
{
    private readonly EventAttributes _attributes;

    public AttributeRead(EventReading reading, EventSet events)
        : base($"read, {reading}", events)
    {
        var compiler = new FilterCompiler(new FilterCompilerOptions { CaseExact = true, EventReading = reading });
        string text = string.Join(" and ", SampleEvent.Attributes.Select(name => $"{name} pr"));
        CompiledFilter filter = compiler.Compile(FilterExpression.Parse(text));
        _attributes = new EventAttributes(new EventLayout(filter));
        _attributes.Read(events.Span(0));
        Expect.True(filter.Matches(_attributes), $"all attributes are there, read with {reading}");
    }

    public override long Run(int first, int count)
    {
        for (int i = first; i < first + count; i++)
        {
            _attributes.Read(Events.Span(i));
        }

        return count;
    }
}
