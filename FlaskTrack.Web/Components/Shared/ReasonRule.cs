namespace FlaskTrack.Web.Components.Shared;

/// <summary>Whether a confirmation asks for a reason.</summary>
public enum ReasonRule { None, Optional, Required }

/// <summary>What a field tells the input inside it: its id, what describes it, and whether its value was refused.</summary>
public sealed record FieldContext(string Id, string? DescribedBy, bool IsInvalid, bool IsRequired);

/// <summary>One refused value: the field's id and what is accepted instead.</summary>
public sealed record FieldError(string FieldId, string Message);
